import { expect, test } from "vitest";
import { readBaseUrl, readOwnServer } from "../../generator/read-api/server.ts";

const named = (...urls: string[]) => ({ servers: urls.map((url) => ({ url })) });
const api = "https://api.example/v1";

test.each<[string, object, object, object, string | undefined]>([
  ["none", named(api), {}, {}, undefined],
  ["an empty list", named(api), {}, named(), undefined],
  ["the path's", named(api), named("https://up.example/"), {}, "https://up.example"],
  ["its own before the path's", named(api), named("https://a"), named("https://b"), "https://b"],
  [
    "its own, the document's, before the path's",
    named(api),
    named("https://a"),
    named(api),
    undefined,
  ],
  ["the document's with a slash", named(api), {}, named(`${api}//`), undefined],
  ["the document's among others", named(api), {}, named("https://eu.example", api), undefined],
  [
    "the document's second",
    named(api, "https://eu.example"),
    {},
    named("https://eu.example"),
    "https://eu.example",
  ],
  ["the root, which a document without servers has", {}, {}, named("/"), undefined],
  ["a relative one", named(api), {}, named("/v2/"), "/v2"],
])("the server of an operation that names %s", (_, document, pathItem, operation, want) => {
  const source = { pathItem: { ...pathItem }, operation: { ...operation } };
  expect(readOwnServer({ ...document }, source)).toBe(want);
});

test.each([
  "https://{host}/v1",
  "https://a.example/v1?beta=1",
  "https://",
  "/v1",
  "wss://a.example",
])("%s, which no client can call as it is, is not where requests go by default", (url) => {
  expect(readBaseUrl(named(url))).toBeUndefined();
});

test("a scheme in capitals is the same, and written as createClient takes it", () => {
  expect(readBaseUrl(named("HTTPS://api.example/V1"))).toBe("https://api.example/V1");
});

test("a hundred thousand slashes are read at once", () => {
  const url = `https://a/${"/".repeat(1e5)}b`;
  const start = performance.now();
  expect(readBaseUrl(named(url))).toBe(url);
  expect(performance.now() - start).toBeLessThan(2000);
});
