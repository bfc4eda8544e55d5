import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { uploadFile } from "../../../generated/src/node.ts";
import { rejection } from "../support.ts";
import { bytes, connect, operations } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", filename: "a.jsonl", partSize: 1000 } as const;

const openable = "a Blob, bytes or await openFile(path)";
const streamable = "streamSource(it, { size })";
test.each<[unknown, string, string]>([
  ["a.txt", "String", openable],
  [undefined, "Undefined", openable],
  [null, "Null", openable],
  [new URL("file:///a.txt"), "URL", openable],
  [{ path: "a.txt" }, "Object", openable],
  [Object.create(null), "Object", openable],
  [Promise.resolve(new Blob()), "Promise", openable],
  [new Response("x"), "Response", openable],
  [new Blob(["x"]).stream(), "ReadableStream", streamable],
  [Readable.from(["x"]), "Object", streamable],
  [(async function* () {})(), "AsyncGenerator", streamable],
])("the source %o is refused with what to give", async (source, given, wanted) => {
  const { uploads } = connect();
  const error = await rejection((async () => uploadFile(uploads, source as Blob, options))());
  expect(error).toEqual(new TypeError(`source: ${given} given; give ${wanted}`));
});

test.each<[string, RegExp, unknown, string, string]>([
  ["no id of the Upload", /uploads$/, {}, "failed", "creating the Upload: no id"],
  ["null", /uploads$/, null, "failed", "creating the Upload: no id"],
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
  const error = await rejection(uploadFile(uploads, new Blob([content]), options));
  expect(error).toMatchObject({ failure, message: expect.stringContaining(problem) as string });
  expect((error as Error).cause).toBeInstanceOf(Error);
  expect(operations(server).includes("cancel")).toBe(path.test("/parts"));
});
