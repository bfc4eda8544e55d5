import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import * as node from "../../../generated/src/node.ts";
import { temporaryPath } from "../node/support.ts";
import { rejection } from "../support.ts";
import { bytes, connect, contentOf, operations } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", filename: "a.jsonl", partSize: 1000 } as const;

/** Objects that others hand out, as far as they can be told by. */
class FsFile {
  get readable(): never {
    throw new Error("reading this property would lock the file");
  }
}
class FileSystemFileHandle {
  getFile(): void {}
}
class FileSystemFileEntry {
  fullPath = "/a.txt";
  file(): void {}
}
class DataTransferItem {
  getAsFile(): void {}
}
class S3File extends Blob {
  override get size(): number {
    return NaN;
  }
}
Object.defineProperty(S3File.prototype, Symbol.toStringTag, { value: "S3File" });
const { document } = new JSDOM('<input type="file">').window;
const input = document.querySelector("input");
const wants = "source must be a File, a Blob or bytes";
const remedy = (expression: string) =>
  /^(;|$)/.test(expression) ? expression : `; pass ${expression}`;
const onNode = "uploadFile of openai-uploads/node";

test.each<[string, unknown, string]>([
  ["Undefined", undefined, "; check that a file was picked"],
  ["Null", null, "; check that a file was picked"],
  ["Number", 5, ""],
  ["Object", {}, ""],
  ["Object", Object.create(null), ""],
  ["Promise", Promise.resolve(new Blob()), "await it"],
  ["URL", new URL("data:text/plain,a"), "await (await fetch(it)).blob()"],
  ["Array", [content], "one of its files per call, such as it[0]"],
  ["Array", [1, 2, 3], "Uint8Array.from(it)"],
  ["FileList", input?.files, "one of its files per call, such as it[0]"],
  ["HTMLInputElement", input, "it.files[0]"],
  ["FormData", new FormData(), "it.get(name)"],
  ["DataTransferItem", new DataTransferItem(), "it.getAsFile()"],
  ["FileSystemFileHandle", new FileSystemFileHandle(), "await it.getFile()"],
  [
    "FileSystemFileEntry",
    new FileSystemFileEntry(),
    "await new Promise((resolve, reject) => it.file(resolve, reject))",
  ],
  ["FsFile", new FsFile(), "streamSource(it.readable, { size })"],
  ["TransformStream", new TransformStream(), "streamSource(it.readable, { size })"],
  ["Response", new Response("x"), "await it.blob(), or streamSource(it.body, { size })"],
  [
    "Request",
    new Request("http://a.example", { method: "POST", body: "x" }),
    "await it.blob(), or streamSource(it.body, { size })",
  ],
  ["S3File", new S3File(), "streamSource(it.stream(), { size: (await it.stat()).size })"],
  ["ReadableStream", new Blob(["x"]).stream(), "streamSource(it, { size })"],
  ["Readable", Readable.from(["x"]), "streamSource(it, { size })"],
  ["AsyncGenerator", (async function* () {})(), "streamSource(it, { size })"],
  ["Object", { pipe: () => undefined }, "streamSource(new Readable().wrap(it), { size })"],
  ["Object", { path: "a.txt" }, `it.path to ${onNode}`],
  ["Object", { data: content, filename: "a" }, "it.data, with { filename: it.filename }"],
  ["Object", { uri: "file:///a", name: "a" }, "await (await fetch(it.uri)).blob()"],
  ["Object", { Body: {}, ContentLength: 1 }, "streamSource(it.Body, { size: it.ContentLength })"],
])("of a source, %s is refused with what to give", async (given, source, wanted) => {
  const { server, uploads } = connect();
  for (const { uploadFile } of [portable, node]) {
    const error = await rejection((async () => uploadFile(uploads, source as Blob, options))());
    expect(error).toEqual(new TypeError(`${wants}, got ${given}${remedy(wanted)}`));
  }
  expect(server.requests()).toEqual([]);
});

test.each<[string, string, string]>([
  ["a.txt", "String", `new Blob([it]) for text, or a path to ${onNode}`],
  ["", "String", `new Blob([it]) for text, or a path to ${onNode}`],
  ["https://user:secret@a.example/?token", "String", "await (await fetch(it)).blob()"],
  ["data:text/plain,a", "String", "await (await fetch(it)).blob()"],
  ["blob:https://a.example/1", "String", "await (await fetch(it)).blob()"],
  ["file:///a.txt", "String", `new URL(it) to ${onNode}`],
])("the text %o is refused by the portable entry point", async (source, given, wanted) => {
  const { server, uploads } = connect();
  const error = await rejection(portable.uploadFile(uploads, source as never, options));
  expect(error).toEqual(new TypeError(`${wants}, got ${given}${remedy(wanted)}`));
  expect(server.requests()).toEqual([]);
});

test.each([
  ["file:///a.txt", `it to ${onNode}`],
  ["https://user:secret@a.example/?token", "await (await fetch(it)).blob()"],
])("the URL %s is refused by the portable entry point", async (url, wanted) => {
  const { uploads } = connect();
  const error = await rejection(portable.uploadFile(uploads, new URL(url) as never, options));
  expect(error).toEqual(new TypeError(`${wants}, got URL${remedy(wanted)}`));
});

test("a stream that another upload has or had is refused, and the other goes through", async () => {
  const { server, uploads } = connect();
  const source = portable.streamSource(new Blob([content]).stream(), { size: 1000 });
  await rejection(portable.uploadFile(uploads, source, { ...options, partSize: 0 }));
  const first = node.uploadFile(uploads, source, options);
  const used = new TypeError("source must be a fresh stream, got one in use, read or decoded");
  expect(await rejection(node.uploadFile(uploads, source, options))).toEqual(used);
  expect((await contentOf(server, await first)).equals(content)).toBe(true);
  expect(await rejection(node.uploadFile(uploads, source, options))).toEqual(used);
  expect(server.uploads()).toHaveLength(1);
});

test("a FileHandle is refused with openFile", async () => {
  const { uploads } = connect();
  const handle = await open(await temporaryPath("a.txt", content));
  const error = await rejection(node.uploadFile(uploads, handle as never, options));
  await handle.close();
  const wanted = "await openFile(path) of openai-uploads/node";
  expect(error).toEqual(new TypeError(`${wants}, got FileHandle; pass ${wanted}`));
});

test.each<[string, RegExp, unknown, string, string]>([
  ["no id of the Upload", /uploads$/, {}, "failed", "creating the Upload: expected an id"],
  ["null", /uploads$/, null, "failed", "creating the Upload: expected an id"],
  ["no id of the Part", /parts$/, {}, "failed", "part 0 (bytes 0 to 999) of Upload "],
  ["no Upload", /complete$/, null, "already-completed", "find the File by its name"],
  ["no File", /complete$/, { file: null }, "already-completed", "find the File by its name"],
])("a server that answers with %s is told of", async (_, path, answer, failure, problem) => {
  const { server, uploads } = connect(
    {},
    {
      fetch: async (request) => {
        const real = await server.fetch(request);
        return path.test(request.url) ? Response.json(answer) : real;
      },
    },
  );
  const error = await rejection(node.uploadFile(uploads, new Blob([content]), options));
  expect(error).toMatchObject({ failure, message: expect.stringContaining(problem) as string });
  expect((error as Error).cause).toBeInstanceOf(Error);
  expect(operations(server).includes("cancel")).toBe(path.test("/parts"));
});
