import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { expect, test } from "vitest";
import { streamSource, uploadFile } from "../../../generated/src/node.ts";
import { rejection } from "../../runtime/support.ts";
import { connect, contentOf } from "../../runtime/uploads/support.ts";
import { content, filename, openFilesIn, submit, temporaryFolder } from "./support.ts";

interface FormFile {
  readonly stream: Readable;
  readonly filename: string | undefined;
  /** What the form says of its size, in a field before it. */
  readonly size: number;
}
type Handler = (file: FormFile) => Promise<{ file: { id: string } }>;

/** Takes a form with busboy, and answers with what the handler made of its file. */
async function upload(handle: Handler) {
  const take: Parameters<typeof submit>[0] = (request, response) => {
    const parser = busboy({ headers: request.headers, defParamCharset: "utf8" });
    let size = NaN;
    parser.on("field", (_, value) => (size = Number(value)));
    parser.on("file", (_, stream, { filename }) => {
      handle({ stream, filename, size }).then(
        (done) => response.setHeader("content-type", "application/json").end(JSON.stringify(done)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
    request.pipe(parser);
  };
  return (await submit(take)) as { file: { id: string } };
}

const options = { purpose: "batch", partSize: 100_000, filename } as const;
const stored = { filename, mime_type: "text/jsonl", bytes: content.length, status: "completed" };

test("a stream of busboy is uploaded whole as it arrives, where the form tells its size", async () => {
  const { server, uploads } = connect();
  const done = await upload(({ stream, filename: name, size }) =>
    uploadFile(uploads, streamSource(stream, { size, name }), { ...options, filename: undefined }),
  );
  expect((await contentOf(server, done)).equals(content)).toBe(true);
  expect(server.uploads()).toMatchObject([stored]);
});

test("one without a size is uploaded whole from a file", async () => {
  const { server, uploads } = connect();
  const folder = await temporaryFolder();
  const path = join(folder, "upload");
  const done = await upload(async ({ stream, filename }) => {
    await pipeline(stream, createWriteStream(path));
    return uploadFile(uploads, path, { ...options, filename });
  });
  expect((await contentOf(server, done)).equals(content)).toBe(true);
  expect(server.uploads()).toMatchObject([stored]);
  expect(openFilesIn(folder)).toEqual([]);
});

test("it is refused as it is, with what to give", async () => {
  const { server, uploads } = connect();
  await upload(async ({ stream }) => {
    const error = await rejection(uploadFile(uploads, stream as never, options));
    expect(error).toEqual(
      new TypeError(
        "source must be a File, a Blob or bytes, got FileStream; pass streamSource(it, { size })",
      ),
    );
    stream.resume();
    return { file: { id: "" } };
  });
  expect(server.requests()).toEqual([]);
});
