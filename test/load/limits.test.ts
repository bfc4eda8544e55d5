import { expect, test } from "vitest";
import { checkDocument } from "../../generator/load/limits.ts";

/** `{a: {a: {…}}}`, this deep. */
function nested(depth: number): Record<string, unknown> {
  let value: Record<string, unknown> = {};
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

/** Nine lists of nine times the same list: what a few lines of YAML aliases expand to. */
function bomb(): Record<string, unknown> {
  let value: unknown = "boom";
  for (let level = 0; level < 9; level += 1) value = Array.from<unknown>({ length: 9 }).fill(value);
  return { value };
}

/** Schemas that refer to the next one. */
function chain(length: number): Record<string, unknown> {
  const links = Array.from(
    { length },
    (_, index) => [`s${index}`, { $ref: `#/s${index + 1}` }] as const,
  );
  return { ...Object.fromEntries(links), [`s${length}`]: {} };
}

test.each([
  ["deep nesting", nested(10_000), "nested more than 100 deep"],
  ["an alias bomb", bomb(), "more than 5000000 values"],
  [
    "too much text",
    { a: Array(70).fill("a".repeat(1024 * 1024)) },
    "more than 67108864 characters",
  ],
  [
    "a key that no pointer can lead to",
    { paths: { "/100%": {} } },
    "spec.yaml#/paths/~1100%25: has a %",
  ],
  ["a long chain of $refs", chain(60), "through more than 50 others"],
  ["a $ref to nowhere", { a: { $ref: "#/b" } }, "spec.yaml#/a: $ref leads nowhere: #/b"],
  [
    "a $ref that is no pointer",
    { a: { $ref: "#b" } },
    "neither a JSON pointer nor the $anchor of a schema in components: #b",
  ],
  ["a $ref through a prototype", { a: { $ref: "#/constructor" } }, "leads nowhere"],
])("%s is refused", (_, document, message) => {
  expect(() => checkDocument(document, "spec.yaml")).toThrow(message);
});

test("a document within the limits passes, and says where it leaves the file", () => {
  expect(checkDocument({ ...nested(90), b: { $ref: "#/a" } }, "spec.yaml")).toEqual({});
  expect(checkDocument({ a: { $ref: "other.yaml#/a" } }, "spec.yaml")).toEqual({
    external: { path: ["a"], target: "other.yaml#/a" },
  });
});
