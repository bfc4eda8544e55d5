import { expect, test } from "vitest";
import { multipartList } from "../../generator/runtime/multipart-list.ts";
import type { FieldEncoding } from "../../generator/runtime/multipart.ts";

const json: FieldEncoding = { kind: "json" };
const binary: FieldEncoding = { kind: "binary" };
const encode = multipartList([json], binary, "multipart/mixed");

function textOf(body: unknown): string {
  const { segments = [] } = encode(body) ?? {};
  return segments.map((bytes) => new TextDecoder().decode(bytes as Uint8Array)).join("");
}

test("the first items in their own ways, the rest in one", () => {
  const bytes = new TextEncoder().encode("b");
  const contents = textOf([{ a: null }, bytes, bytes]).split(/--\d+/);
  expect(contents.map((part) => part.replace(/^.*\r\n\r\n/s, "").trim())).toEqual([
    "",
    '{"a":null}',
    "b",
    "b",
    "--",
  ]);
});

test("more than ten stay in order", () => {
  const items = Array.from({ length: 12 }, (_, index) => new TextEncoder().encode(`<${index}>`));
  const found = [...textOf([0, ...items]).matchAll(/<(\d+)>/g)].map(([, index]) => Number(index));
  expect(found).toEqual([...items.keys()]);
});

test.each<[unknown, string]>([
  [{ length: 1 }, "body must be an array, got Object"],
  ["text", "body must be an array, got String"],
  [[{}, "text"], "body[1] must be a Blob"],
  [[undefined], "body[0] must be a value that JSON can hold, got Undefined"],
  [[{}, undefined], "body[1] must be a Blob"],
])("%j is refused", (body, message) => {
  expect(() => encode(body)).toThrow(message);
});
