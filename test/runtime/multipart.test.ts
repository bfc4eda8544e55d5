import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { FieldEncodings } from "../../generator/runtime/multipart.ts";
import { clientOf, post, rejection, serveForms, type Field, type Received } from "./support.ts";

const bytes = Uint8Array.of(0, 255, 13, 10, 45, 45, 128);
const content = Buffer.from(bytes).toString("latin1");
const buffer = Uint8Array.of(1, 2, ...bytes, 3).buffer;
const data: FieldEncodings = { data: { kind: "binary", required: true } };

async function* chunks(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes.subarray(0, 3));
  yield new Uint8Array();
  yield bytes.subarray(3);
}

function stream(): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream();
}

/** Sends one form to a real server. */
async function send(fields: FieldEncodings, body: unknown): Promise<Received> {
  const { baseUrl, received } = await serveForms();
  await post(clientOf({ baseUrl }), fields, body);
  expect(received).toHaveLength(1);
  const [form] = received;
  if (form === undefined) throw new Error("nothing received");
  return form;
}

const octets = "application/octet-stream";
const size = bytes.length;

interface BinaryCase {
  given: () => unknown;
  filename?: string;
  type?: string;
  /** Whether the length can't be known before the bytes are sent. */
  chunked?: boolean;
}

const binaries: Record<string, BinaryCase> = {
  Blob: { given: () => new Blob([bytes]) },
  "Blob with a type": { given: () => new Blob([bytes], { type: "text/x" }), type: "text/x" },
  "slice of a Blob": { given: () => new Blob([buffer]).slice(2, 2 + size) },
  File: { given: () => new File([bytes], "f.bin"), filename: "f.bin" },
  Buffer: { given: () => Buffer.from(bytes) },
  Uint8Array: { given: () => bytes },
  "window into a larger buffer": { given: () => new Uint8Array(buffer, 2, size) },
  "Uint8ClampedArray window": { given: () => new Uint8ClampedArray(buffer, 2, size) },
  ArrayBuffer: { given: () => bytes.buffer.slice(0) },
  SharedArrayBuffer: {
    given: () => {
      const shared = new SharedArrayBuffer(size);
      new Uint8Array(shared).set(bytes);
      return shared;
    },
  },
  DataView: { given: () => new DataView(buffer, 2, size) },
  "web stream": { given: stream, chunked: true },
  "Node stream": { given: () => Readable.from(chunks(), { objectMode: false }), chunked: true },
  "async iterable": { given: chunks, chunked: true },
  "Blob of another realm": {
    given: () => ({ size, type: "text/x", stream, slice: () => undefined }),
    type: "text/x",
  },
  "File whose name is a path": {
    given: () => new File([bytes], "/home/me/f.bin"),
    filename: "f.bin",
  },
  "named bytes": { given: () => ({ data: bytes, filename: "n.bin" }), filename: "n.bin" },
  "named File": {
    given: () => ({
      data: new File([bytes], "f.bin", { type: "text/x" }),
      filename: "n.bin",
      contentType: "a/b",
    }),
    filename: "n.bin",
    type: "a/b",
  },
  "typed stream": {
    given: () => ({ data: stream(), contentType: "a/b" }),
    type: "a/b",
    chunked: true,
  },
  "stream of known size": { given: () => ({ data: stream(), size }) },
  "Node stream of known size": { given: () => ({ data: Readable.from(chunks()), size }) },
  "iterable of known size": {
    given: () => ({ data: chunks(), size, filename: "n.bin" }),
    filename: "n.bin",
  },
};

test.each(Object.entries(binaries))("sends a %s", async (_, { given, ...want }) => {
  const form = await send(data, { data: given() });
  expect(form.fields).toEqual([
    { name: "data", filename: want.filename ?? "blob", type: want.type ?? octets, content },
  ]);
  expect(form.headers["content-length"]).toBe(want.chunked ? undefined : String(form.size));
});

test.each([
  ["an empty Blob", () => new Blob([])],
  ["an empty stream", () => new Blob([]).stream()],
  ["no bytes", () => new Uint8Array()],
])("sends %s", async (_, given) => {
  const { fields } = await send(data, { data: given() });
  expect(fields).toEqual([{ name: "data", filename: "blob", type: octets, content: "" }]);
});

test("sends more than fits into one chunk", async () => {
  const large = Buffer.alloc(3 * 2 ** 20 + 5, "0123456789");
  const form = await send(data, { data: new Blob([large]) });
  expect(form.headers["content-length"]).toBe(String(form.size));
  expect(form.fields[0]?.content === large.toString("latin1")).toBe(true);
});

interface PlainCase {
  fields: FieldEncodings;
  body: unknown;
  want: Field[];
}

const plain = "text/plain";
const text = { kind: "text" } as const;
const json = { kind: "json" } as const;
const binary = { kind: "binary" } as const;

const others: Record<string, PlainCase> = {
  string: {
    fields: { a: text },
    body: { a: "é\r\nb\n" },
    want: [{ name: "a", type: plain, content: "Ã©\r\nb\n" }],
  },
  "empty string": {
    fields: { a: text },
    body: { a: "" },
    want: [{ name: "a", type: plain, content: "" }],
  },
  number: {
    fields: { a: text },
    body: { a: -1.5 },
    want: [{ name: "a", type: plain, content: "-1.5" }],
  },
  bigint: {
    fields: { a: text },
    body: { a: 2n ** 64n },
    want: [{ name: "a", type: plain, content: "18446744073709551616" }],
  },
  boolean: {
    fields: { a: text },
    body: { a: false },
    want: [{ name: "a", type: plain, content: "false" }],
  },
  "text of a documented type": {
    fields: { a: { kind: "text", contentType: "text/csv" } },
    body: { a: "x,y" },
    want: [{ name: "a", type: "text/csv", content: "x,y" }],
  },
  object: {
    fields: { a: json },
    body: { a: { b: 1 } },
    want: [{ name: "a", type: "application/json", content: '{"b":1}' }],
  },
  "nested object": {
    fields: { a: json },
    body: { a: { b: { c: [1, null] }, d: undefined } },
    want: [{ name: "a", type: "application/json", content: '{"b":{"c":[1,null]}}' }],
  },
  "object of a documented type": {
    fields: { a: { kind: "json", contentType: "application/ld+json" } },
    body: { a: {} },
    want: [{ name: "a", type: "application/ld+json", content: "{}" }],
  },
  "null as JSON": {
    fields: { a: json },
    body: { a: null },
    want: [{ name: "a", type: "application/json", content: "null" }],
  },
  "an array as JSON": {
    fields: { a: json },
    body: { a: [1] },
    want: [{ name: "a", type: "application/json", content: "[1]" }],
  },
  "array of strings": {
    fields: { a: { ...text, array: true } },
    body: { a: ["x", "y"] },
    want: [
      { name: "a", type: plain, content: "x" },
      { name: "a", type: plain, content: "y" },
    ],
  },
  "array of files": {
    fields: { a: { ...binary, array: true } },
    body: { a: [bytes, new File([bytes], "f.bin")] },
    want: [
      { name: "a", filename: "blob", type: octets, content },
      { name: "a", filename: "f.bin", type: octets, content },
    ],
  },
  "array of objects": {
    fields: { a: { ...json, array: true } },
    body: { a: [{ b: 1 }, 2] },
    want: [
      { name: "a", type: "application/json", content: '{"b":1}' },
      { name: "a", type: "application/json", content: "2" },
    ],
  },
  "empty array": {
    fields: { a: { ...text, array: true }, b: text },
    body: { a: [], b: "x" },
    want: [{ name: "b", type: plain, content: "x" }],
  },
  undefined: {
    fields: { a: text, b: text },
    body: { a: undefined, b: "x" },
    want: [{ name: "b", type: plain, content: "x" }],
  },
  "binary of a documented type": {
    fields: { a: { kind: "binary", contentType: "image/png" } },
    body: { a: bytes },
    want: [{ name: "a", filename: "blob", type: "image/png", content }],
  },
  "fields in the document's order, undeclared ones last, by their value": {
    fields: { b: text, a: { kind: "auto" } },
    body: { z: bytes, y: { x: 1 }, w: [1, "2"], a: 3, b: 4 },
    want: [
      { name: "b", type: plain, content: "4" },
      { name: "a", type: plain, content: "3" },
      { name: "z", filename: "blob", type: octets, content },
      { name: "y", type: "application/json", content: '{"x":1}' },
      { name: "w", type: plain, content: "1" },
      { name: "w", type: plain, content: "2" },
    ],
  },
  "names that objects inherit": {
    fields: { constructor: text, valueOf: text },
    body: { toString: "x", valueOf: "y" },
    want: [
      { name: "valueOf", type: plain, content: "y" },
      { name: "toString", type: plain, content: "x" },
    ],
  },
};

test.each(Object.entries(others))("sends %s", async (_, { fields, body, want }) => {
  const form = await send(fields, body);
  expect(form.fields).toEqual(want);
  expect(form.headers["content-length"]).toBe(String(form.size));
});

test("text has no Content-Type unless the document says so", async () => {
  const { raw } = await send({ a: text }, { a: "x" });
  expect(raw).toMatch(
    /^--form-\d+\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--form-\d+--\r\n$/,
  );
});

test.each([
  ['a"b', "a%22b"],
  ["a\rb\nc\r\n", "a%0Db%0Ac%0D%0A"],
  ["é→😀", "é→😀"],
  ["x".repeat(300), "x".repeat(300)],
  ["dir/a\\b;c=d", "dir/a\\b;c=d"],
])("escapes the name %j of a field and of a file", async (name, want) => {
  const { raw } = await send({}, { [name]: { data: bytes, filename: name } });
  const header = Buffer.from(raw, "latin1").toString();
  expect(header).toContain(`form-data; name="${want}"; filename="${want}"\r\nContent-Type: `);
});

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
  [
    "a Blob within JSON",
    { a: json },
    { a: { b: [new Blob([])] } },
    "a: Object given; give a JSON value",
  ],
  [
    "a Buffer within JSON",
    {},
    { a: { b: Buffer.from("x") } },
    "a: Object given; give a JSON value",
  ],
  ["an undeclared null", {}, { a: null }, `a: Null given; ${aText}`],
  ["an undeclared function", {}, { a: () => 1 }, "a: Function given; give a JSON value"],
  ["an undeclared symbol", {}, { a: [Symbol("s")] }, `a[0]: Symbol given; ${aText}`],
  ["text as a body", data, "x", "body: String given; give an object"],
  ["no body", data, undefined, "body: Undefined given; give an object"],
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
    "data: gave 7 bytes, but its size is 9",
  ],
  [
    "more bytes than its size",
    { data: yielding(bytes, bytes), size: 9 },
    "data: gave 14 bytes, but its size is 9",
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
