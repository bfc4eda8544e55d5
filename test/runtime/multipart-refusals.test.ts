import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { FieldEncodings } from "../../generator/runtime/multipart.ts";
import { clientOf, post, rejection, serveForms } from "./support.ts";

const bytes = Uint8Array.of(0, 255, 13, 10, 45, 45, 128);
const data: FieldEncodings = { data: { kind: "binary", required: true } };
const text = { kind: "text" } as const;
const json = { kind: "json" } as const;

async function* chunks(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes.subarray(0, 3));
  yield bytes.subarray(3);
}

function stream(): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream();
}

const files = { files: { kind: "binary", array: true } } as const;
const fresh = "must be a fresh stream, got one in use, read or decoded";
const aBlob = "a Blob, bytes or a stream (for text, new Blob([text]))";
const aText = "a string, finite number or boolean";
const circular: Record<string, unknown> = {};
circular.self = circular;

function locked(): ReadableStream {
  const locked = stream();
  locked.getReader();
  return locked;
}

async function disturbed(): Promise<ReadableStream> {
  const disturbed = stream();
  const reader = disturbed.getReader();
  await reader.read();
  reader.releaseLock();
  return disturbed;
}

async function read(): Promise<Readable> {
  const read = Readable.from(chunks());
  await read.iterator({ destroyOnReturn: false }).next();
  return read;
}

test.each<[string, FieldEncodings, unknown, string]>([
  ["a missing field", data, {}, `data must be ${aBlob}, got Undefined`],
  ["an undefined field", data, { data: undefined }, `data must be ${aBlob}, got Undefined`],
  [
    "a missing list",
    { a: { ...text, array: true, required: true } },
    {},
    "a must be an array, got Undefined",
  ],
  ["null as a file", data, { data: null }, `data must be ${aBlob}, got Null`],
  ["text as a file", data, { data: "secret" }, `data must be ${aBlob}, got String`],
  ["a number as a file", data, { data: 7 }, `data must be ${aBlob}, got Number`],
  ["an object as a file", data, { data: { a: 1 } }, `data must be ${aBlob}, got Object`],
  ["text as named data", data, { data: { data: "x" } }, `data must be ${aBlob}, got Object`],
  ["an array of bytes as a file", data, { data: [1, 2] }, `data must be ${aBlob}, got Array`],
  ["a function as a file", data, { data: () => bytes }, `data must be ${aBlob}, got Function`],
  [
    "an item of a list",
    files,
    { files: [bytes, bytes, null] },
    `files[2] must be ${aBlob}, got Null`,
  ],
  [
    "a hole in a list",
    files,
    { files: [bytes, , bytes] },
    `files[1] must be ${aBlob}, got Undefined`,
  ],
  ["one file for a list", files, { files: bytes }, "files must be an array, got Uint8Array"],
  ["an object as text", { a: text }, { a: {} }, `a must be ${aText}, got Object`],
  ["bytes as text", { a: text }, { a: bytes }, `a must be ${aText}, got Uint8Array`],
  ["an array as text", { a: text }, { a: ["x"] }, `a must be ${aText}, got Array`],
  ["null as text", { a: text }, { a: null }, `a must be ${aText}, got Null`],
  ["NaN as text", { a: text }, { a: NaN }, `a must be ${aText}, got Number`],
  ["Infinity as text", { a: text }, { a: Infinity }, `a must be ${aText}, got Number`],
  ["a date as text", { a: text }, { a: new Date(0) }, `a must be ${aText}, got Date`],
  ["a symbol as text", { a: text }, { a: Symbol("s") }, `a must be ${aText}, got Symbol`],
  ["NaN as JSON", { a: json }, { a: NaN }, "a must be a value that JSON can hold, got Number"],
  [
    "an invalid date as JSON",
    { a: json },
    { a: new Date(NaN) },
    "a must be a value that JSON can hold, got Date",
  ],
  [
    "a function as JSON",
    { a: json },
    { a: () => 1 },
    "a must be a value that JSON can hold, got Function",
  ],
  [
    "a circle as JSON",
    { a: json },
    { a: circular },
    "a must be a value that JSON can hold, got Object",
  ],
  [
    "a bigint in JSON",
    { a: json },
    { a: { b: 1n } },
    "a must be a value that JSON can hold, got Object",
  ],
  [
    "bytes as JSON",
    { a: json },
    { a: Buffer.from("x") },
    "a must be a value that JSON can hold, got Uint8Array",
  ],
  ["an undeclared null", {}, { a: null }, `a must be ${aText}, got Null`],
  [
    "an undeclared function",
    {},
    { a: () => 1 },
    "a must be a value that JSON can hold, got Function",
  ],
  ["an undeclared symbol", {}, { a: [Symbol("s")] }, `a[0] must be ${aText}, got Symbol`],
  ["text as a body", data, "x", "body must be an object, got String"],
  ["null as a body", data, null, "body must be an object, got Null"],
  ["an array as a body", data, [bytes], "body must be an object, got Array"],
  ["FormData as a body", data, new FormData(), "body must be an object, got FormData"],
  ["a locked stream", data, { data: locked() }, fresh],
  ["a stream read in part", data, { data: await disturbed() }, fresh],
  ["a Node stream read in part", data, { data: await read() }, fresh],
  ["a Node stream of text", data, { data: Readable.from(chunks()).setEncoding("utf8") }, fresh],
  ["a destroyed Node stream", data, { data: Readable.from(chunks()).destroy() }, fresh],
  [
    "a line break in a content type",
    data,
    { data: { data: bytes, contentType: "a/b\r\nX: y" } },
    "data.contentType must be a media type in ASCII, got String",
  ],
])("refuses %s before anything is sent", async (_, fields, body, want) => {
  const { baseUrl, received } = await serveForms();
  const error = await rejection(post(clientOf({ baseUrl }), fields, body));
  expect(error).toBeInstanceOf(TypeError);
  expect((error as TypeError).message).toContain(want);
  expect((error as TypeError).message).not.toContain("secret");
  expect(received).toEqual([]);
});

async function* yielding(...values: unknown[]): AsyncGenerator<Uint8Array> {
  // The type is what a caller without types may break.
  for (const value of values) yield (await Promise.resolve(value)) as Uint8Array;
}

test.each([
  ["text", yielding("x"), "chunks of data must be bytes, got String; encode it with TextEncoder"],
  ["numbers", yielding(bytes, 1), "chunks of data must be bytes, got Number"],
  [
    "fewer bytes than its size",
    { data: yielding(bytes), size: 9 },
    "data must be 9 bytes long, got 7",
  ],
  [
    "more bytes than its size",
    { data: yielding(bytes, bytes), size: 9 },
    "data must be 9 bytes long, got 14",
  ],
])("ends the request of a stream that gives %s", async (_, given, want) => {
  const { baseUrl, received } = await serveForms();
  const error = await rejection(post(clientOf({ baseUrl }), data, { data: given }));
  expect(error).toBeInstanceOf(TypeError);
  expect((error as TypeError).message).toBe(want);
  expect(received).toEqual([]);
});

test("rejects with what a stream throws, and does not try again", async () => {
  const failure = new Error("disk on fire");
  const { baseUrl } = await serveForms();
  const failing = Readable.from(
    (async function* () {
      yield await Promise.resolve(bytes);
      throw failure;
    })(),
  );
  expect(await rejection(post(clientOf({ baseUrl }), data, { data: failing }))).toBe(failure);
});

test("refuses a generator that was read before: it would send nothing", async () => {
  const { baseUrl, received } = await serveForms();
  const generator = chunks();
  await post(clientOf({ baseUrl }), data, { data: generator });
  const again = post(clientOf({ baseUrl }), data, { data: generator });
  await expect(again).rejects.toThrow(new TypeError(`data ${fresh}`));
  expect(received).toHaveLength(1);
});

test.each<[string, () => unknown]>([
  ["generator", chunks],
  ["Node stream", () => Readable.from(chunks())],
])("refuses a %s that stands for two fields", async (_, make) => {
  const { baseUrl, received } = await serveForms();
  const twice = make();
  const call = post(clientOf({ baseUrl }), {}, { a: twice, b: twice });
  await expect(call).rejects.toThrow(new TypeError(`b ${fresh}`));
  expect(received).toEqual([]);
});

test("reads an iterable of a caller's own as often as it is given", async () => {
  const { baseUrl, received } = await serveForms();
  const iterable = { [Symbol.asyncIterator]: chunks };
  await post(clientOf({ baseUrl }), data, { data: iterable });
  await post(clientOf({ baseUrl }), data, { data: iterable });
  expect(received.map(({ fields }) => fields[0]?.content.length)).toEqual([7, 7]);
});
