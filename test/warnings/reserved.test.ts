import { expect, test } from "vitest";
import { generateFromText, textOf } from "../support/generate.ts";
import { reservedWarnings } from "../../generator/warnings/reserved.ts";

const schema = { type: "string" };

function documentWith(parameter: object, encoding: object = {}): Record<string, unknown> {
  const form = { schema: { type: "object", properties: { a: schema } }, encoding };
  const post = {
    operationId: "post",
    parameters: [{ required: true, ...parameter }],
    requestBody: { content: { "application/x-www-form-urlencoded": form } },
    responses: {},
  };
  const paths = { "/{x}": { post } };
  return { openapi: "3.1.0", info: { title: "T", version: "1" }, paths };
}

const problem =
  ": is not followed: reserved characters are sent percent-encoded, a slash as %2F\n" +
  "  It is followed for query parameters that have a schema.\n";
const place = "spec.yaml#/paths/~1{x}/post";

test.each<[string, object, object, string[]]>([
  ["of a path", { name: "x", in: "path", schema, allowReserved: true }, {}, ["/parameters/0"]],
  [
    "of content",
    { name: "q", in: "query", content: { "application/json": { schema } }, allowReserved: true },
    {},
    ["/parameters/0"],
  ],
  [
    "of a field",
    { name: "q", in: "query", schema },
    { a: { allowReserved: true } },
    ["/requestBody/content/application~1x-www-form-urlencoded/encoding/a"],
  ],
  ["of a query: followed", { name: "q", in: "query", schema, allowReserved: true }, {}, []],
  ["that is false", { name: "x", in: "path", schema, allowReserved: false }, {}, []],
])("allowReserved %s", (_, parameter, encoding, places) => {
  expect(reservedWarnings(documentWith(parameter, encoding), "spec.yaml")).toEqual(
    places.map((keys) => `${place}${keys}/allowReserved${problem}`),
  );
});

test("only a query with such a parameter gets the code for it", async () => {
  const query = async (allowReserved: boolean) =>
    textOf(
      await generateFromText(
        JSON.stringify(documentWith({ name: "q", in: "query", schema, allowReserved })),
      ),
      "src/default-api.ts",
    );
  expect(await query(true)).toContain("querySerializer: reservedQuery(postStyles)");
  expect(await query(true)).toContain("{ q: { allowReserved: true } }");
  expect(await query(false)).toContain("querySerializer: queryString,");
});
