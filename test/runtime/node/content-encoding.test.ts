import { Readable } from "node:stream";
import zlib from "node:zlib";
import { expect, test } from "vitest";
import { decoded } from "../../../generator/runtime/node/content-encoding.ts";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { clientOf, readAll, rejection, serve } from "../support.ts";
import { send } from "./support.ts";

const text = '{"id":"u"}'.repeat(1000);
const gzip = zlib.gzipSync(text);
const brotli = zlib.brotliCompressSync(text);

function pieces(bytes: Uint8Array, size: number): Readable {
  const all: Uint8Array[] = [new Uint8Array()];
  for (let at = 0; at < bytes.length; at += size) all.push(bytes.subarray(at, at + size));
  return Readable.from(all);
}

const none = Buffer.alloc(0);
test.each<[string, string | null, Buffer, Buffer | string]>([
  ["no coding", null, gzip, gzip],
  ["an empty one", "", gzip, gzip],
  ["identity", "identity", gzip, gzip],
  ["gzip", "gzip", gzip, text],
  ["gzip, by its other name", " X-GZip ", gzip, text],
  ["gzip in two members", "gzip", Buffer.concat([gzip, gzip]), text + text],
  ["gzip with zeros behind", "gzip", Buffer.concat([gzip, Buffer.alloc(9)]), text],
  ["deflate", "deflate", zlib.deflateSync(text), text],
  ["deflate of the least window", "deflate", zlib.deflateSync(text, { windowBits: 9 }), text],
  ["bare deflate", "deflate", zlib.deflateRawSync(text), text],
  ["bare deflate that is stored", "deflate", zlib.deflateRawSync(text, { level: 0 }), text],
  ["brotli", "br", brotli, text],
  ["several", "identity, gzip,, br", zlib.brotliCompressSync(gzip), text],
  ["nothing in gzip", "gzip", none, none],
  ["nothing in brotli", "br, gzip", none, none],
  ["what nobody knows", "compress", gzip, gzip],
  ["a name that every object has", "constructor", gzip, gzip],
  ["one that is known, and one that is not", "utf-8, gzip", gzip, gzip],
  ["more than anybody applies", "gzip,".repeat(6), gzip, gzip],
])("%s", async (_, coding, given, want) => {
  for (const size of [1, 7, 100_000]) {
    expect((await readAll(decoded(pieces(given, size), coding))).equals(Buffer.from(want))).toBe(
      true,
    );
  }
});

const { zstdCompressSync } = zlib as { zstdCompressSync?: (text: string) => Buffer };
test.skipIf(!zstdCompressSync)("zstd, where Node has it", async () => {
  const given = zstdCompressSync?.(text) ?? none;
  expect((await readAll(decoded(pieces(given, 7), "zstd"))).toString()).toBe(text);
});

test.each([
  ["gzip that is cut off", "gzip", gzip.subarray(0, -9), "unexpected end of file"],
  ["brotli that is cut off", "br", brotli.subarray(0, -1), "unexpected end of file"],
  ["what is no gzip", "gzip", Buffer.from(text), "incorrect header check"],
])("%s is an error", async (_, coding, given, want) => {
  const error = await rejection(readAll(decoded(pieces(given, 7), coding)));
  expect((error as Error).message).toBe(want);
});

test("no more is decoded than is read, and the rest of the response is left", async () => {
  let closed: Promise<unknown> | undefined;
  const url = await serve((request, response) => {
    closed = new Promise((resolve) => response.on("close", resolve));
    response.writeHead(200, { "content-encoding": "gzip" });
    const coder = zlib.createGzip();
    coder.pipe(response);
    const zeros = Buffer.alloc(65_536);
    const write = () => {
      while (!response.destroyed && coder.write(zeros));
    };
    coder.on("drain", write);
    request.resume();
    write();
  });
  const { body } = await send(httpTransport(), url);
  const reader = body?.getReader();
  for (let chunk = 0; chunk < 3; chunk++) {
    expect((await reader?.read())?.value?.every((byte) => byte === 0)).toBe(true);
  }
  await reader?.cancel();
  await closed;
});

test("a Blob in gzip is decoded, whatever its length", async () => {
  const bytes = Buffer.alloc(20_000_000, "a");
  const baseUrl = await serve((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(zlib.gzipSync(bytes));
  });
  const client = clientOf({ baseUrl, transport: httpTransport() });
  const blob = await client.request<Blob>("GET", "/", { accept: "application/octet-stream" });
  expect(bytes.equals(Buffer.from(await blob.arrayBuffer()))).toBe(true);
});
