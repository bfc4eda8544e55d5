import { expect, test } from "vitest";
import { keysOf, pointer, resolvePointer } from "../generator/json.ts";

test.each([
  ["a slash and a tilde", ["paths", "/a~b"], "#/paths/~1a~0b"],
  ["braces, as they are", ["paths", "/a/{b}"], "#/paths/~1a~1{b}"],
  ["a % that encodes a letter", ["a%41"], "#/a%2541"],
  ["a % that encodes itself", ["a%25"], "#/a%2525"],
  ["a % that encodes nothing", ["100%"], "#/100%25"],
  ["what escapes are made of", ["~1", "%7E1"], "#/~01/%257E1"],
])("a pointer through %s leads where it should", (_, keys, want) => {
  const document = keys.reduceRight<unknown>((value, key) => ({ [key]: value }), "found");
  expect(pointer(...keys)).toBe(want);
  expect(keysOf(want)).toEqual(keys);
  expect(resolvePointer(document, want)).toBe("found");
});

test.each([
  ["#/paths/~1a~1%7Bb%7D", ["paths", "/a/{b}"]],
  ["#/%7E1", ["/"]],
  ["#/100%", ["100%"]],
])("%s, as others write it", (reference, want) => {
  expect(keysOf(reference)).toEqual(want);
});
