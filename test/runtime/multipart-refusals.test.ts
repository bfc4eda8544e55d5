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
const fresh = "give a fresh one";
const aBlob = "give a Blob, bytes or a stream (text: new Blob([text]))";
const aText = "give a string, finite number or boolean";
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
  ["a missing field", data, {}, `data: Undefined given; ${aBlob}`],
  ["an undefined field", data, { data: undefined }, `data: Undefined given; ${aBlob}`],
  [
    "a missing list",
    { a: { ...text, array: true, required: true } },
    {},
    "a: Undefined given; give an array",
  ],
  ["null as a file", data, { data: null }, `data: Null given; ${aBlob}`],
  ["text as a file", data, { data: "secret" }, `data: String given; ${aBlob}`],
  ["a number as a file", data, { data: 7 }, `data: Number given; ${aBlob}`],
  ["an object as a file", data, { data: { a: 1 } }, `data: Object given; ${aBlob}`],
  ["text as named data", data, { data: { data: "x" } }, `data: Object given; ${aBlob}`],
  ["an array of bytes as a file", data, { data: [1, 2] }, `data: Array given; ${aBlob}`],
  ["a function as a file", data, { data: () => bytes }, `data: Function given; ${aBlob}`],
  ["an item of a list", files, { files: [bytes, bytes, null] }, `files[2]: Null given; ${aBlob}`],
  ["a hole in a list", files, { files: [bytes, , bytes] }, `files[1]: Undefined given; ${aBlob}`],
  ["one file for a list", files, { files: bytes }, "files: Uint8Array given; give an array"],
  ["an object as text", { a: text }, { a: {} }, `a: Object given; ${aText}`],
  ["bytes as text", { a: text }, { a: bytes }, `a: Uint8Array given; ${aText}`],
  ["an array as text", { a: text }, { a: ["x"] }, `a: Array given; ${aText}`],
  ["null as text", { a: text }, { a: null }, `a: Null given; ${aText}`],
  ["NaN as text", { a: text }, { a: NaN }, `a: Number given; ${aText}`],
  ["Infinity as text", { a: text }, { a: Infinity }, `a: Number given; ${aText}`],
  ["a date as text", { a: text }, { a: new Date(0) }, `a: Date given; ${aText}`],
  ["a symbol as text", { a: text }, { a: Symbol("s") }, `a: Symbol given; ${aText}`],
  ["NaN as JSON", { a: json }, { a: NaN }, "a: Number given; give a JSON value"],
  [
    "an invalid date as JSON",
    { a: json },
    { a: new Date(NaN) },
    "a: Date given; give a JSON value",
  ],
  ["a function as JSON", { a: json }, { a: () => 1 }, "a: Function given; give a JSON value"],
  ["a circle as JSON", { a: json }, { a: circular }, "a: Object given; give a JSON value"],
  ["a bigint in JSON", { a: json }, { a: { b: 1n } }, "a: Object given; give a JSON value"],
  ["bytes as JSON", { a: json }, { a: Buffer.from("x") }, "a: Uint8Array given; give a JSON value"],
  ["an undeclared null", {}, { a: null }, `a: Null given; ${aText}`],
  ["an undeclared function", {}, { a: () => 1 }, "a: Function given; give a JSON value"],
  ["an undeclared symbol", {}, { a: [Symbol("s")] }, `a[0]: Symbol given; ${aText}`],
  ["text as a body", data, "x", "body: String given; give an object"],
  ["null as a body", data, null, "body: Null given; give an object"],
  ["an array as a body", data, [bytes], "body: Array given; give an object"],
  ["FormData as a body", data, new FormData(), "body: FormData given; give an object"],
  ["a locked stream", data, { data: locked() }, fresh],
  ["a stream read in part", data, { data: await disturbed() }, fresh],
  ["a Node stream read in part", data, { data: await read() }, fresh],
  ["a Node stream of text", data, { data: Readable.from(chunks()).setEncoding("utf8") }, fresh],
  ["a destroyed Node stream", data, { data: Readable.from(chunks()).destroy() }, fresh],
  [
    "a line break in a content type",
    data,
    { data: { data: bytes, contentType: "a/b\r\nX: y" } },
    "data.contentType: String given; give a media type",
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
  ["text", yielding("x"), "data: String given; give bytes"],
  ["numbers", yielding(bytes, 1), "data: Number given; give bytes"],
  [
    "fewer bytes than its size",
    { data: yielding(bytes), size: 9 },
    "data: 7 bytes given; give 9, its size",
  ],
  [
    "more bytes than its size",
    { data: yielding(bytes, bytes), size: 9 },
    "data: 14 bytes given; give 9, its size",
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
  await expect(again).rejects.toThrow(
    new TypeError(`data: a stream in use, read or decoded given; ${fresh}`),
  );
  expect(received).toHaveLength(1);
});

test.each<[string, () => unknown]>([
  ["generator", chunks],
  ["Node stream", () => Readable.from(chunks())],
])("refuses a %s that stands for two fields", async (_, make) => {
  const { baseUrl, received } = await serveForms();
  const twice = make();
  const call = post(clientOf({ baseUrl }), {}, { a: twice, b: twice });
  await expect(call).rejects.toThrow(
    new TypeError(`b: a stream in use, read or decoded given; ${fresh}`),
  );
  expect(received).toEqual([]);
});

test("reads an iterable of a caller's own as often as it is given", async () => {
  const { baseUrl, received } = await serveForms();
  const iterable = { [Symbol.asyncIterator]: chunks };
  await post(clientOf({ baseUrl }), data, { data: iterable });
  await post(clientOf({ baseUrl }), data, { data: iterable });
  expect(received.map(({ fields }) => fields[0]?.content.length)).toEqual([7, 7]);
});
