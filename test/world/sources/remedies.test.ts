import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { Readable, Stream } from "node:stream";
import { createContext, runInContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { streamSource, uploadFile, urlSource } from "../../../generated/src/node.ts";
import { temporaryPath } from "../../runtime/node/support.ts";
import { rejection, serve } from "../../runtime/support.ts";
import { bytes, connect, contentOf } from "../../runtime/uploads/support.ts";

const content = bytes(1000);
const size = content.length;
const blob = new Blob([content]);
const file = new File([content], "a.jsonl");
const form = new FormData();
form.append("file", file);

/** What is refused. In a record, since a Promise would be awaited. */
interface Refused {
  readonly it: unknown;
}

const refused: Record<string, () => Refused | Promise<Refused>> = {
  "a Response": () => ({ it: new Response(content) }),
  "a Request": () => ({ it: new Request("http://a.example", { method: "POST", body: content }) }),
  "a Promise": () => ({ it: Promise.resolve(file) }),
  "an array of files": () => ({ it: [file] }),
  "an array of numbers": () => ({ it: Array.from(content) }),
  "an input of a page": () => ({ it: { files: [file] } }),
  "a form": () => ({ it: form }),
  "a web stream": () => ({ it: blob.stream() }),
  "a Node stream": () => ({ it: Readable.from([content]) }),
  "an old Node stream": () => ({ it: oldStream() }),
  "a pair of streams": () => ({ it: { readable: blob.stream(), writable: undefined } }),
  "bytes with a name": () => ({ it: { data: content, filename: "a.jsonl" } }),
  "an object of a store": () => ({ it: { Body: blob.stream(), ContentLength: size } }),
  "a Blob in a store": () => ({ it: { ...storedBlob, stat: () => Promise.resolve({ size }) } }),
  "a part of a form": () => ({
    it: { toBuffer: () => Promise.resolve(Buffer.from(content)), filename: "a.jsonl" },
  }),
  "what has bytes": () => ({ it: { arrayBuffer: () => blob.arrayBuffer() } }),
  "a data: URL": () => ({ it: new URL(`data:;base64,${Buffer.from(content).toString("base64")}`) }),
  "a blob: URL": () => {
    const url = URL.createObjectURL(blob);
    onTestFinished(() => {
      URL.revokeObjectURL(url);
    });
    return { it: new URL(url) };
  },
  "an http: URL": async () => ({ it: new URL(await serve(ranges)) }),
  "a record of a path": async () => ({ it: { path: await temporaryPath("a.jsonl", content) } }),
  "an entry of a folder": async () => {
    const path = await temporaryPath("a.jsonl", content);
    return { it: { parentPath: join(path, ".."), name: "a.jsonl" } };
  },
};

/** Responds with the range that is asked for. */
function ranges({ headers }: IncomingMessage, response: ServerResponse): void {
  const [, start = 0, end = size - 1] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? "") ?? [];
  response.writeHead(206, {
    etag: '"1"',
    "content-range": `bytes ${start}-${Math.min(Number(end), size - 1)}/${size}`,
  });
  response.end(content.subarray(Number(start), Number(end) + 1));
}

const storedBlob = { slice: () => blob, stream: () => blob.stream(), size: NaN };

/** A stream of before async iteration: no more than events. */
function oldStream(): Stream {
  const stream = new Stream();
  setImmediate(() => {
    stream.emit("data", Buffer.from(content));
    stream.emit("end");
  });
  return stream;
}

/** The expressions that a message says to pass, and the options that go with them. */
function remediesIn(message: string): { source: string; options: string }[] {
  const remedy = /; pass (?:.* such as )?(.*)$/.exec(message)?.[1] ?? "";
  const [sources = "", options = "{}"] = remedy
    .replace(/ to uploadFile( of openai-uploads\/node)?/, "")
    .split(", with ");
  return sources.split(", or ").map((source) => ({ source, options }));
}

test.each(Object.entries(refused))("what is to be given instead of %s works", async (_, make) => {
  const { it: first } = await make();
  const purpose = { purpose: "batch", filename: "a.jsonl", partSize: 300 } as const;
  const error = await rejection(uploadFile(connect().uploads, first as Blob, purpose));
  expect(error).toMatchObject({ name: "TypeError" });
  const remedies = remediesIn((error as Error).message);
  expect(remedies).not.toEqual([]);
  for (const { source, options } of remedies) {
    const names = {
      streamSource,
      urlSource,
      fetch,
      Readable,
      Uint8Array,
      join,
      size,
      name: "file",
    };
    const context = createContext({ ...names, ...(await make()) });
    const program = `(async () => [${source}, ${options}])()`;
    const [given, more] = (await runInContext(program, context)) as [Blob, object];
    const { server, uploads } = connect();
    const upload = await uploadFile(uploads, given, { ...purpose, ...more });
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
  }
});
