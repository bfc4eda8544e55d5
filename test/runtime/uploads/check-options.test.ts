import { describe, expect, test } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import { uploadFile, type PartSource } from "../../../generated/src/node.ts";
import { rejection } from "../support.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(3000);
const options = { purpose: "fine-tune", partSize: 1000, md5: false } as const;
const source: PartSource = {
  size: 3000,
  name: "a",
  fingerprint: () => "",
  read: (start, end) => content.subarray(start, end),
};

describe("is told before anything is sent:", () => {
  test.each<[string, object, object]>([
    [
      "stallTimeout must be a number of milliseconds above 0, or Infinity, got 0",
      { stallTimeout: 0 },
      {},
    ],
    [
      "stallTimeout must be a number of milliseconds above 0, or Infinity, got NaN",
      { stallTimeout: NaN },
      {},
    ],
    [
      "stallTimeout must be a number of milliseconds above 0, or Infinity, got Null",
      { stallTimeout: null },
      {},
    ],
    ["maxRetries must be a whole number from 0, or Infinity, got -1", { maxRetries: -1 }, {}],
    ["maxRetries must be a whole number from 0, or Infinity, got String", { maxRetries: "3" }, {}],
    ["concurrency must be a whole number above 0, got String", { concurrency: "4" }, {}],
    ["concurrency must be a whole number above 0, got 0.5", { concurrency: 0.5 }, {}],
    [
      "maxRetryDelay must be a number of milliseconds from 0, or Infinity, got -1",
      { maxRetryDelay: -1 },
      {},
    ],
    [
      "maxRetryDelay must be a number of milliseconds from 0, or Infinity, got NaN",
      { maxRetryDelay: NaN },
      {},
    ],
    [
      "maxRetryDelay must be a number of milliseconds from 0, or Infinity, got String",
      { maxRetryDelay: "60" },
      {},
    ],
    ["onProgress must be a function, got Number", { onProgress: 5 }, {}],
    ["onRestart must be a function, got String", { onRestart: "log" }, {}],
    ["signal must be an AbortSignal, got Object", { signal: {} }, {}],
    ["signal must be an AbortSignal, got Number", { signal: 5 }, {}],
    ['purpose must be a string such as "batch", got none', { purpose: undefined }, {}],
    ['purpose must be a string such as "batch", got none', { purpose: "" }, {}],
    ['purpose must be a string such as "batch", got Array', { purpose: ["batch"] }, {}],
    ["mimeType must be a media type, got Number", { mimeType: 5 }, {}],
    ["mimeType must be a media type, got Array", { mimeType: ["text/plain"] }, {}],
    ["source.id must be a string, got Number", {}, { id: 5 }],
    ["source.id must be a string, got Object", {}, { id: {} }],
    ["source.fingerprint() must be a string, got Undefined", {}, { fingerprint: () => undefined }],
    ["source.fingerprint() must be a string, got Object", {}, { fingerprint: () => ({}) }],
  ])("%s", async (message, given, own) => {
    const { server, uploads } = connect();
    const upload = uploadFile(uploads, { ...source, ...own }, { ...options, ...given });
    expect(String(await rejection(upload))).toContain(`TypeError: ${message}`);
    expect(server.requests()).toEqual([]);
  });
});

describe.each([
  ["openai-uploads", portable.uploadFile],
  ["openai-uploads/node", uploadFile],
])("of %s", (_, upload) => {
  test.each([
    ["Undefined", undefined],
    ["Null", null],
    ["String", "batch"],
    ["Array", ["batch"]],
    ["Function", () => options],
  ])("options that are %s are refused", async (kind, given) => {
    const { server, uploads } = connect();
    expect(await rejection(upload(uploads, source, given as never))).toEqual(
      new TypeError(`options of uploadFile must be an object, got ${kind}`),
    );
    expect(server.requests()).toEqual([]);
  });
});

test("options are looked at before a path is opened", async () => {
  const { uploads } = connect();
  const given = uploadFile(uploads, "/nowhere/at/all", undefined as never);
  expect(await rejection(given)).toEqual(
    new TypeError("options of uploadFile must be an object, got Undefined"),
  );
});

test.each<[string, unknown]>([
  ["bytes", content.subarray(0, 500)],
  ["a Blob", new Blob([content.subarray(0, 500)])],
  ["a size", { data: new Blob([content]).stream(), size: 500 }],
])("a read of another length is told by its range: %s", async (_, given) => {
  const { uploads } = connect();
  // The lengths of all parts together are right: nobody else would notice.
  const read = (start: number, end: number) =>
    start === 1000 ? given : content.subarray(start, start === 0 ? 1500 : end);
  const upload = uploadFile(uploads, { ...source, read } as PartSource, {
    ...options,
    concurrency: 1,
  });
  expect(String(await rejection(upload))).toContain(
    "source.read(0, 1000) must be 1000 bytes, got 1500",
  );
});

test("a source that lends its buffers gets each of them back, from the hash too", async () => {
  const { uploads } = connect();
  const pool: Uint8Array[] = [new Uint8Array(1000), new Uint8Array(1000)];
  const lent = new Set<Uint8Array>();
  const read = async (start: number, end: number) => {
    let buffer;
    while (!(buffer = pool.pop())) await new Promise((resolve) => setTimeout(resolve, 1));
    lent.add(buffer);
    buffer.set(content.subarray(start, end));
    return buffer;
  };
  const release = (given: unknown) => {
    expect(lent.has(given as Uint8Array)).toBe(true);
    pool.push(given as Uint8Array);
  };
  const { file } = await uploadFile(
    uploads,
    { ...source, read, release },
    { ...options, concurrency: 1, md5: true },
  );
  expect(file.bytes).toBe(3000);
});

describe("what has no operations is refused before the file is opened", () => {
  const { server } = connect();
  const client = portable.createClient({ apiKey: "k", fetch: server.fetch });
  const want = "uploads must be an object with the four operations, such as new UploadsApi(client)";

  test.each<[string, unknown, string]>([
    ["nothing", undefined, "Undefined"],
    ["a client", client, "Object"],
    ["the class itself", portable.UploadsApi, "Function"],
    ["an object that lacks one", { createUpload: () => undefined }, "Object"],
  ])("%s", async (_, given, kind) => {
    for (const call of [portable.uploadFile, uploadFile]) {
      const error = await rejection(
        call(given as portable.UploadsApi, "no-such-file" as never, options),
      );
      expect(error).toEqual(new TypeError(`${want}, got ${kind}`));
    }
  });
});
