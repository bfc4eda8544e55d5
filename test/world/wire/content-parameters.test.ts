import { beforeAll, describe, expect, test } from "vitest";
import { json, listen, make, timeout, type Made } from "./support.ts";

const filter = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
};
const inJson = { content: { "application/json": { schema: filter } } };
const parameter = (name: string, place: string, rest: object = inJson) => ({
  name,
  in: place,
  required: true,
  ...rest,
});
const get = (operationId: string, ...parameters: object[]) => ({
  get: { operationId, parameters, responses: json({}) },
});
const media = (mediaType: string, schema: object) => ({ content: { [mediaType]: { schema } } });

const paths = {
  "/query": get("inQuery", parameter("filter", "query")),
  "/header": get("inHeader", parameter("x-filter", "header")),
  "/path/{filter}": get("inPath", parameter("filter", "path")),
  "/cookie": get("inCookie", parameter("filter", "cookie")),
  "/model": get(
    "asModel",
    parameter("f", "query", media("application/json", { $ref: "#/components/schemas/Filter" })),
  ),
  "/text-in-json": get(
    "textInJson",
    parameter("id", "query", media("application/json", { type: "string" })),
  ),
  "/text-in-path/{id}": get(
    "textInPath",
    parameter("id", "path", media("application/json", { type: "string" })),
  ),
  "/text": get("asText", parameter("id", "query", media("text/plain", { type: "string" }))),
  "/number": get("asNumber", parameter("x-n", "header", media("text/plain", { type: "integer" }))),
  "/form": get(
    "asForm",
    parameter("q", "query", media("application/x-www-form-urlencoded", filter)),
  ),
  "/shared": get("shared", { $ref: "#/components/parameters/Filter" }),
  "/two": get(
    "two",
    parameter("filter", "query"),
    parameter("page", "query", { schema: { type: "integer" } }),
  ),
};
const components = {
  schemas: { Filter: filter },
  parameters: { Filter: parameter("filter", "query") },
};

const value = '{ name: "ü & ö", tags: ["a,b"] }';
const wanted = { name: "ü & ö", tags: ["a,b"] };
const calls = [
  `it.inQuery({ filter: ${value} })`,
  `it.inHeader({ "x-filter": ${value} })`,
  `it.inPath(${value})`,
  `it.inCookie({ filter: ${value} })`,
  `it.asModel({ f: ${value} })`,
  `it.shared({ filter: ${value} })`,
  `it.two({ filter: ${value}, page: 2 })`,
  'it.textInJson({ id: "a" })',
  'it.textInPath("a")',
  'it.asText({ id: "ü" })',
  'it.asNumber({ "x-n": 7 })',
  'it.asForm({ q: "name=a" })',
];

let client: Made;
beforeAll(async () => {
  client = await make({ paths, components }, calls, [
    `it.inQuery({ filter: JSON.stringify(${value}) })`,
    `it.inHeader({ "x-filter": "{}" })`,
    `it.inPath("{}")`,
    `it.inCookie({ filter: "{}" })`,
    "it.asModel({ f: { tags: [] } })",
    'it.shared({ filter: { name: "a", tag: 1 } })',
    'it.asNumber({ "x-n": "7" })',
    'it.asForm({ q: { name: "a" } })',
  ]);
}, timeout);

async function sentBy(index: number) {
  const { baseUrl, sent } = await listen();
  await client.call(index, baseUrl);
  const [first] = sent;
  if (first === undefined) throw new Error("nothing was sent");
  return { url: new URL(first.url, baseUrl), headers: first.headers };
}

test("a parameter in content has the type of its schema", () => {
  expect(client.errors).toEqual([]);
});

describe("it is JSON once", () => {
  test.each([0, 4, 5, 6])("in a query: call %i", async (index) => {
    const [[, text] = []] = (await sentBy(index)).url.searchParams;
    expect(JSON.parse(text ?? "")).toEqual(wanted);
  });

  test("in a header", async () => {
    const { headers } = await sentBy(1);
    expect(JSON.parse(String(headers["x-filter"]))).toEqual(wanted);
  });

  test("in a path", async () => {
    const { url } = await sentBy(2);
    expect(JSON.parse(decodeURIComponent(url.pathname.replace("/path/", "")))).toEqual(wanted);
  });

  test("in a cookie", async () => {
    const { headers } = await sentBy(3);
    const [, text = ""] = /^filter=(.*)$/.exec(headers.cookie ?? "") ?? [];
    expect(JSON.parse(decodeURIComponent(text))).toEqual(wanted);
  });

  test("also text", async () => {
    expect((await sentBy(7)).url.searchParams.get("id")).toBe('"a"');
    expect(decodeURIComponent((await sentBy(8)).url.pathname)).toBe('/text-in-path/"a"');
  });
});

test("in another media type it is text as it is", async () => {
  expect((await sentBy(9)).url.searchParams.get("id")).toBe("ü");
  expect((await sentBy(10)).headers["x-n"]).toBe("7");
  expect((await sentBy(11)).url.searchParams.get("q")).toBe("name=a");
});
