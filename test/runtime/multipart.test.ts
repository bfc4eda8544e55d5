import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { FieldEncodings } from "../../generator/runtime/multipart.ts";
import { clientOf, post, serveForms, type Field, type Received } from "./support.ts";

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
  const [form] = received;
  if (form === undefined || received.length > 1)
    throw new Error(`received ${received.length} forms`);
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
    /^--\d+\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--\d+--\r\n$/,
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
