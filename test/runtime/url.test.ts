import { expect, test } from "vitest";
import { plainPath, withQuery } from "../../generated/src/runtime/url.ts";

test.each<[string, Record<string, unknown>, string]>([
  ["/uploads/{id}/parts", { id: "upload_1" }, "/uploads/upload_1/parts"],
  ["/{a}/{b}", { a: "x/y?z", b: "ä b" }, "/x%2Fy%3Fz/%C3%A4%20b"],
  ["/{n}/{yes}", { n: 0, yes: false }, "/0/false"],
  ["/{a}{b}", { a: "...", b: "%" }, "/...%25"],
])("%s with %j: %s", (path, values, want) => {
  expect(plainPath(path, values)).toBe(want);
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["an empty text", ""],
  ["a dot", "."],
  ["two dots", ".."],
  ["an object", {}],
  ["NaN", NaN],
  ["half a surrogate pair", "\ud800"],
])("%s is refused by the parameter's name: it would lead elsewhere", (_, id) => {
  expect(() => plainPath("/a/{id}", { id })).toThrow(TypeError);
  expect(() => plainPath("/a/{id}", { id })).toThrow(/^id must be /);
});

test.each<[string, Parameters<typeof withQuery>[1], string]>([
  ["/a", { v: 1, w: "x y", off: false }, "/a?v=1&w=x%20y&off=false"],
  ["/a?b=1", { v: 1 }, "/a?b=1&v=1"],
  ["/a?v=2", { v: 1, w: 1 }, "/a?v=2&w=1"],
  ["/a?vv=2", { v: 1 }, "/a?vv=2&v=1"],
  ["/a", { v: null, w: undefined }, "/a"],
  ["/a", {}, "/a"],
])("%s with %j in every query: %s", (url, values, want) => {
  expect(withQuery(url, values)).toBe(want);
});
