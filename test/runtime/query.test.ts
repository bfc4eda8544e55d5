import { expect, test } from "vitest";
import { reservedQuery, styledQuery, wholeQuery } from "../../generator/runtime/query.ts";
import type { ParameterStyle } from "../../generator/runtime/style.ts";

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

const reserved = ":/?#[]@!$&'()*+,;=";

// RFC 6570, section 3.2.3, gives the first four with its variables; the rest of `reserved` no query can hold.
test.each<[ParameterStyle, unknown, string]>([
  [{}, "Hello World!", "q=Hello%20World!"],
  [{}, "/foo/bar", "q=/foo/bar"],
  [{}, "50%", "q=50%25"],
  [{}, "http://example.com/home/", "q=http://example.com/home/"],
  [{}, reserved, "q=:/%3F%23%5B%5D@!$%26'()*%2B,;="],
  [{}, "a%2Fb %2f%zz%", "q=a%2Fb%20%2f%25zz%25"],
  [{}, 'ü\\|"<>', "q=%C3%BC%5C%7C%22%3C%3E"],
  [{}, ["a/b", "c,d"], "q=a/b&q=c,d"],
  [{ explode: false }, ["a/b", "c,d"], "q=a/b,c%2Cd"],
  [{ explode: false }, ["c,d"], "q=c%2Cd"],
  [{ style: "pipeDelimited" }, ["a/b", "c|d"], "q=a/b%7Cc%7Cd"],
  [{ style: "deepObject" }, { "a/": { b: "c/d" } }, "q%5Ba%2F%5D%5Bb%5D=c/d"],
  [{}, { "k/&": "v/&" }, "k%2F%26=v/%26"],
])("reserved characters allowed: %j of %j → %s", (style, q, want) => {
  const query = reservedQuery({ q: { ...style, allowReserved: true } })({ q, other: "a/b" });
  expect(query).toBe(`${want}&other=a%2Fb`);
  // Nothing that a value holds is lost or becomes a parameter, unless it was encoded before.
  if (!String(q).includes("%2"))
    expect([...new URLSearchParams(query)]).toEqual([
      ...new URLSearchParams(styledQuery({ q: style })({ q, other: "a/b" })),
    ]);
  expect(new URL(`http://a/b?${query}`).pathname).toBe("/b");
});
