import { expect, test } from "vitest";
import { SpecError } from "../../generator/errors.ts";
import { convertSwagger } from "../../generator/load/swagger.ts";
import type { JsonObject } from "../../generator/json.ts";

const ok = { get: { responses: { 200: { description: "" } } } };
const list = { type: "array", items: { type: "string" } };

/** A document whose seventh of nine paths has an operation with these parameters. */
function withParameters(parameters: unknown[], more: JsonObject = {}, item: JsonObject = {}) {
  const post = {
    operationId: "post",
    parameters,
    responses: { 200: { description: "" } },
    ...more,
  };
  const paths = ["/a", "/b", "/c", "/d", "/e", "/f", "/{x}/y", "/h", "/i"].map((path) => [
    path,
    path === "/{x}/y" ? { ...item, post } : ok,
  ]);
  return { paths: Object.fromEntries(paths) as JsonObject };
}

const fine = { name: "q", in: "query", type: "string" };
const inPath = "#/paths/~1{x}~1y/post";
const body = { in: "body", schema: { type: "object" } };
const twoNames = { "a b": { ...fine }, a_b: { ...fine } };

test.each<[string, JsonObject, string, RegExp]>([
  [
    "a list in a header separated by bars",
    withParameters([fine, { name: "h", in: "header", ...list, collectionFormat: "pipes" }]),
    `${inPath}/parameters/1`,
    /: can't be converted from Swagger 2.0: collectionFormat:pipes .*\n {2}Write csv if/,
  ],
  [
    "the same twice: the first",
    withParameters([
      { name: "h", in: "header", ...list, collectionFormat: "ssv" },
      { name: "x", in: "path", required: true, ...list, collectionFormat: "ssv" },
    ]),
    `${inPath}/parameters/0`,
    /collectionFormat:ssv /,
  ],
  [
    "a parameter that operations share",
    {
      ...withParameters([{ $ref: "#/parameters/h" }]),
      parameters: { fine, h: { name: "h", in: "header", ...list, collectionFormat: "ssv" } },
    },
    "#/parameters/h",
    /collectionFormat:ssv /,
  ],
  [
    "of a path",
    withParameters(
      [],
      {},
      { parameters: [{ name: "h", in: "header", ...list, collectionFormat: "ssv" }] },
    ),
    "#/paths/~1{x}~1y/parameters/0",
    /collectionFormat:ssv /,
  ],
  [
    "lists in a list",
    withParameters([
      { name: "q", in: "query", type: "array", items: { ...list, collectionFormat: "ssv" } },
    ]),
    `${inPath}/parameters/0`,
    /\n {2}Give the inner list/,
  ],
  [
    "a list with a schema",
    withParameters([{ name: "q", in: "query", ...list, schema: {} }]),
    `${inPath}/parameters/0`,
    /\n {2}Leave schema out/,
  ],
  [
    "two bodies",
    withParameters([
      { name: "a", ...body },
      { name: "b", ...body },
    ]),
    `${inPath}/parameters`,
    /: are two bodies\n/,
  ],
  [
    "a body and a form",
    withParameters([
      { name: "a", ...body },
      { ...fine, in: "formData" },
    ]),
    `${inPath}/parameters`,
    /: are a body and a form\n {2}A request has one body/,
  ],
  [
    "a body of the path beside another of the operation",
    withParameters([{ name: "a", ...body }], {}, { parameters: [{ name: "b", ...body }] }),
    `${inPath}/parameters`,
    /: are two bodies\n/,
  ],
  [
    "two parameters that come to one name",
    { parameters: twoNames },
    "#/parameters",
    /\n {2}Rename one/,
  ],
  [
    "two responses",
    { responses: { "a b": { description: "" }, a_b: { description: "" } } },
    "#/responses",
    /\n {2}Rename one/,
  ],
  [
    "two kinds of security",
    { securityDefinitions: { "a b": { type: "basic" }, a_b: { type: "basic" } } },
    "#/securityDefinitions",
    /\n {2}Rename one/,
  ],
  ["info that is text", { info: "Things" }, "#/info", /\n {2}Write title/],
  [
    "a reference of OData's",
    withParameters([], { "x-ms-odata": "#/definitions/No" }),
    `${inPath}/x-ms-odata`,
    /\n {2}Correct the reference/,
  ],
  [
    "what the converter falls over",
    withParameters([{ name: "a", ...body }], { consumes: {} }),
    inPath,
    /\n {2}Correct the document/,
  ],
  [
    "a schema that it falls over",
    { definitions: { A: {}, B: { "x-discriminator": { propertyName: "x", mapping: { a: 5 } } } } },
    "#/definitions/B",
    /\n {2}Correct the document/,
  ],
])("what can't be converted is refused with its place: %s", async (_, given, place, want) => {
  const document = {
    swagger: "2.0",
    info: { title: "T", version: "1" },
    paths: { "/a": ok },
    ...given,
  };
  const error: unknown = await convertSwagger(document, "old.json").catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SpecError);
  const { pointer, message } = error as SpecError;
  expect(pointer).toBe(place);
  expect(message).toMatch(want);
});

test("an operation's body takes the place of the path's", async () => {
  const document = {
    swagger: "2.0",
    info: { title: "T", version: "1" },
    ...withParameters([{ name: "a", ...body }], {}, { parameters: [{ name: "a", ...body }] }),
  };
  expect(await convertSwagger(document, "old.json")).toHaveProperty("openapi");
});
