import { expect, test } from "vitest";
import { wholeQuery } from "../../generator/runtime/query.ts";

const form = "application/x-www-form-urlencoded";
const json = "application/json";

test.each<[string, unknown, string]>([
  [json, { numbers: [1, 2], flag: null }, "%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D"],
  [json, "a", "%22a%22"],
  ["application/problem+json", [], "%5B%5D"],
  [
    form,
    { foo: "a + b", bar: true, ids: [1, 2], none: undefined },
    "foo=a%20%2B%20b&bar=true&ids=1&ids=2",
  ],
  [form, {}, ""],
  // A text of a type of its own is sent as it is.
  ["application/jsonpath", "$.a.b[1:1]", "%24.a.b%5B1%3A1%5D"],
  ["text/plain", "ü&=", "%C3%BC%26%3D"],
  [json, undefined, ""],
])("a query that is %s: %j → %s", (mediaType, value, want) => {
  expect(wholeQuery("q", mediaType)({ q: value, other: 1 })).toBe(want);
  if (mediaType === json && value !== undefined)
    expect(JSON.parse(decodeURIComponent(want))).toEqual(value);
});
