import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { uploadFile } from "../../../generated/src/node.ts";
import { rejection } from "../support.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", filename: "a.jsonl", partSize: 1000 } as const;

const openable = "a Blob, bytes or await openFile(path)";
const streamable = "streamSource(stream, { size })";
test.each<[unknown, string, string]>([
  ["a.txt", "String", openable],
  [undefined, "Undefined", openable],
  [null, "Null", openable],
  [new URL("file:///a.txt"), "URL", openable],
  [{ path: "a.txt" }, "Object", openable],
  [Object.create(null), "Object", openable],
  [Promise.resolve(new Blob()), "Promise", "its result: await it"],
  [new Response("x"), "Response", "its bytes: await blob()"],
  [new Blob(["x"]).stream(), "ReadableStream", streamable],
  [Readable.from(["x"]), "Readable", streamable],
  [(async function* () {})(), "AsyncGenerator", streamable],
])("the source %o is refused with what to give", async (source, given, wanted) => {
  const { uploads } = connect();
  const error = await rejection((async () => uploadFile(uploads, source as Blob, options))());
  expect(error).toEqual(new TypeError(`source: ${given} given; give ${wanted}`));
});

test.each<[string, RegExp, unknown, string]>([
  ["no id of the Upload", /uploads$/, {}, "creating the Upload: id missing"],
  ["null", /uploads$/, null, "creating the Upload: id missing"],
  [
    "no id of the Part",
    /parts$/,
    {},
    "part 0 (bytes 0 to 999) of Upload upload_000001: id missing",
  ],
  ["no Upload", /complete$/, null, "Upload upload_000001: file.id missing"],
  [
    "an Upload without its File",
    /complete$/,
    { status: "pending", file: null },
    "Upload upload_000001: file.id missing",
  ],
])("a server that answers with %s is told of", async (_, path, answer, problem) => {
  const { server, uploads } = connect(
    {},
    {
      fetch: async (request) =>
        path.test(request.url) ? Response.json(answer) : server.fetch(request),
    },
  );
  const error = await rejection(uploadFile(uploads, new Blob([content]), options));
  expect(error).toMatchObject({
    failure: "failed",
    message: `${problem} in the server's answer; check baseUrl`,
  });
});
