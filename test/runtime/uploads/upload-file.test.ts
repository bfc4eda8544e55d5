import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import {
  openFile,
  streamSource,
  uploadFile,
  type PartSource,
  type UploadInput,
} from "../../../generated/src/node.ts";
import { temporaryPath } from "../node/support.ts";
import { rejection } from "../support.ts";
import { bytes, connect, contentOf, operations } from "./support.ts";

const content = bytes(1000);
const chunks = [content.subarray(0, 333), content.subarray(333, 340), content.subarray(340)];
const options = { purpose: "batch", filename: "a.jsonl", partSize: 300 } as const;

type Input = UploadInput | string | URL;
const sources: Record<string, () => Input | Promise<Input>> = {
  "a Blob": () => new Blob([content]),
  "a File": () => new File([content], "other.txt", { type: "text/plain" }),
  "an ArrayBuffer": () => content.buffer,
  "the window of a view": () => new Uint8Array([1, ...content, 2]).subarray(1, 1001),
  "a Buffer": () => Buffer.from(content),
  "an open file": async () => {
    const file = await openFile(await temporaryPath("a.txt", content));
    onTestFinished(() => file.close());
    return file;
  },
  "the path of a file": () => temporaryPath("a.txt", content),
  "the URL of a file": async () => pathToFileURL(await temporaryPath("a.txt", content)),
  "a web stream": () => streamSource(new Blob([content]).stream(), { size: 1000 }),
  "a File's stream, told of by the File": () => {
    const file = new File([content], "other.txt", { type: "text/plain" });
    return streamSource(file.stream(), file);
  },
  "a stream told of by a record with more in it": () => {
    const record = { size: 1000, md5: "0", read: 0, cancel: true };
    return streamSource(new Blob([content]).stream(), record);
  },
  "a Node stream": () => streamSource(Readable.from(chunks), { size: 1000 }),
  "an async iterable": () =>
    streamSource(
      (async function* () {
        for (const chunk of chunks) yield await Promise.resolve(chunk);
      })(),
      { size: 1000 },
    ),
};

describe.each(Object.entries(sources))("%s", (_, source) => {
  test("arrives byte for byte, in parts, with its md5", async () => {
    const { server, uploads } = connect();
    const upload = await uploadFile(uploads, await source(), options);
    expect(upload).toMatchObject({ status: "completed", bytes: 1000, filename: "a.jsonl" });
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
    const sizes = server.uploads()[0]?.parts.map(({ size }) => size);
    expect(sizes?.sort((a, b) => b - a)).toEqual([300, 300, 300, 100]);
    expect(operations(server)).toEqual(["uploads", "parts", "parts", "parts", "parts", "complete"]);
  });

  test("is refused with another md5, and cancelled", async () => {
    const { server, uploads } = connect();
    const given = uploadFile(uploads, await source(), { ...options, md5: "0".repeat(32) });
    expect(await rejection(given)).toMatchObject({ name: "UploadError", failure: "checksum" });
    expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
  });
});

test.each([["a Blob"], ["a web stream"]])(
  "a hash of %s that fails ends in an UploadError",
  async (name) => {
    const { server, uploads } = connect();
    let digests = 0;
    const md5 = () => {
      const hash = createHash("md5");
      const digest = (encoding: "hex") => {
        // The first is tried out before anything is sent.
        if (++digests > 1) throw new Error("the worker has gone");
        return hash.digest(encoding);
      };
      return { update: (data: Uint8Array) => hash.update(data), digest };
    };
    const source = await sources[name]?.();
    if (!source) return expect.unreachable(name);
    const error = await rejection(uploadFile(uploads, source, { ...options, md5 }));
    expect(error).toMatchObject({ name: "UploadError", failure: "failed" });
    expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
  },
);

test("each operation gets options of its own, to change as it likes", async () => {
  const { uploads } = connect();
  const seen: unknown[] = [];
  const createUpload: typeof uploads.createUpload = (body, given) => {
    if (given) given.headers = { "idempotency-key": "1" };
    return uploads.createUpload(body, given);
  };
  const addUploadPart: typeof uploads.addUploadPart = (id, body, given) => {
    seen.push(given?.headers);
    return uploads.addUploadPart(id, body, given);
  };
  const completeUpload: typeof uploads.completeUpload = (id, body, given) => {
    seen.push(given?.headers);
    return uploads.completeUpload(id, body, given);
  };
  const cancelUpload = uploads.cancelUpload.bind(uploads);
  const operations = { createUpload, addUploadPart, completeUpload, cancelUpload };
  await uploadFile(operations, new Blob([content]), options);
  expect(seen).toEqual(Array(5).fill(undefined));
});

test.each([
  ["a File's own type", new File(["x"], "a.pdf", { type: "text/x" }), {}, "text/x"],
  ["the type that is given", new File(["x"], "a.pdf"), { mimeType: "a/b" }, "a/b"],
  ["the type of the File's name", new File(["x"], "a.PDF"), {}, "application/pdf"],
  ["the type of the filename", new Blob(["x"]), { filename: "a.jsonl" }, "text/jsonl"],
  [
    "no type for a name that has none",
    new Blob(["x"]),
    { filename: "a" },
    "application/octet-stream",
  ],
])("the media type is %s", async (_, source, given, mime_type) => {
  const { server, uploads } = connect();
  await uploadFile(uploads, source, { purpose: "batch", ...given });
  expect(server.uploads()).toMatchObject([{ mime_type }]);
});

test("the entry point without Node computes no md5", async () => {
  const { uploads } = connect();
  const completeUpload = vi.spyOn(uploads, "completeUpload");
  await portable.uploadFile(uploads, new File(["x"], "a.pdf"), { purpose: "batch" });
  expect(Object.keys(completeUpload.mock.calls[0]?.[1] ?? {})).toEqual(["part_ids"]);
});

test("a File can be given a time to live", async () => {
  const { uploads } = connect();
  const { file } = await uploadFile(uploads, content, { ...options, expiresAfter: 3600 });
  expect(file.expires_at).toBe(file.created_at + 3600);
});

test("a time to live that is no number is refused before anything is sent", async () => {
  const { uploads, server } = connect();
  const expiresAfter = "30d" as unknown as number;
  const error = await rejection(uploadFile(uploads, content, { ...options, expiresAfter }));
  expect(error).toEqual(new TypeError("expiresAfter must be a number of seconds, got String"));
  expect(server.requests()).toEqual([]);
});

test("a time to live that can't be is left for the API to refuse", async () => {
  const { uploads } = connect();
  const error = await rejection(uploadFile(uploads, content, { ...options, expiresAfter: 0 }));
  expect(error).toMatchObject({ cause: { status: 400, param: "expires_after.seconds" } });
});

test.each([
  { expires_at: null },
  { expires_at: undefined, created_at: undefined },
  // More than a timer can take.
  { expires_at: 9e9, created_at: 0 },
])("a server that answers with %o leaves an upload the time it needs", async (times) => {
  const { server, uploads } = connect(
    {},
    {
      async fetch(request) {
        const answer = await server.fetch(request);
        // Longer than a timeout of nothing.
        await new Promise((resolve) => setTimeout(resolve, 20));
        return Response.json({ ...((await answer.json()) as object), ...times });
      },
    },
  );
  const upload = await uploadFile(uploads, content, options);
  expect((await contentOf(server, upload)).equals(content)).toBe(true);
});

const sized = (size: number): PartSource => ({
  size,
  name: "a",
  fingerprint: () => "",
  read: () => new Blob(),
});

const wantsPartSize = "partSize must be a whole number of bytes up to 67108864";

test.each<[string, UploadInput, object, object]>([
  ["an empty file", new Blob(), {}, { failure: "empty" }],
  ["a byte too many", sized(8 * 2 ** 30 + 1), {}, { failure: "too-large" }],
  ["a part size over 64 MiB", content, { partSize: 2 ** 26 + 1 }, { name: "TypeError" }],
  ["a part size of nothing", content, { partSize: 0 }, { name: "TypeError" }],
  ["half a byte", content, { partSize: 0.5 }, { name: "TypeError" }],
  [
    "a part size as text",
    content,
    { partSize: "300" },
    { message: `${wantsPartSize}, got String` },
  ],
  ["no concurrency", content, { concurrency: 0 }, { name: "TypeError" }],
  ["no filename", content, { filename: undefined }, { name: "TypeError" }],
  ["a size that is none", sized(-1), {}, { name: "TypeError" }],
  [
    "a checkpoint for bytes without a name",
    content,
    { checkpoint: new Map() },
    { name: "TypeError" },
  ],
  [
    "a checkpoint for a stream",
    streamSource(new Blob(["x"]).stream(), { size: 1 }),
    { checkpoint: new Map() },
    { name: "TypeError" },
  ],
])("%s is refused before anything is sent", async (_, source, given, want) => {
  const { server, uploads } = connect();
  const error = await rejection(
    (async () => uploadFile(uploads, source, { ...options, ...given }))(),
  );
  expect(error).toMatchObject(want);
  expect(server.requests()).toEqual([]);
});

test("md5: true needs something that computes it", async () => {
  const { server, uploads } = connect();
  const given = portable.uploadFile(uploads, content, { ...options, md5: true });
  expect(await rejection(given)).toMatchObject({
    message: expect.stringContaining("md5") as string,
  });
  expect(server.requests()).toEqual([]);
});

test.each([
  ["too short", 1001],
  ["too long", 999],
])("a stream that is %s is an error, and completes nothing", async (_, size) => {
  const { server, uploads } = connect();
  const source = streamSource(Readable.from(chunks), { size });
  const error = await rejection(uploadFile(uploads, source, options));
  expect(error).toMatchObject({ failure: "failed", cause: { name: "TypeError" } });
  expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
});

test("progress counts bytes and parts up to their totals", async () => {
  const { uploads } = connect();
  const seen: portable.UploadProgress[] = [];
  const onProgress = (progress: portable.UploadProgress) => seen.push(progress);
  await uploadFile(uploads, new Blob([content]), { ...options, onProgress });
  expect(seen.at(-1)).toMatchObject({
    bytesSent: 1000,
    bytesConfirmed: 1000,
    bytesTotal: 1000,
    partsDone: 4,
    partsTotal: 4,
  });
  expect(seen.filter(({ bytesSent }) => bytesSent === 1000)).toHaveLength(1);
  expect(seen.some(({ bytesSent, bytesConfirmed }) => bytesSent > bytesConfirmed)).toBe(true);
});

test("what onProgress throws ends the upload", async () => {
  const { server, uploads } = connect();
  const failure = new Error("no terminal");
  const onProgress = () => {
    throw failure;
  };
  const given = uploadFile(uploads, content, { ...options, onProgress });
  expect(await rejection(given)).toMatchObject({ failure: "failed", cause: failure });
  expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
});
