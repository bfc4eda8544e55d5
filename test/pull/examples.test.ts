import { expect, test } from "vitest";
import { findInvalidExamples } from "../../generator/pull/examples.ts";

const schema = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, kind: { enum: ["a", "b"] } },
};

const documentOf = (media: object) => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: {
    "/a": {
      get: {
        parameters: [{ name: "p", in: "query", schema: { type: "integer" }, example: 1 }],
        responses: { "200": { description: "", content: { "application/json": media } } },
      },
    },
  },
});
const content = "#/paths/~1a/get/responses/200/content/application~1json";

test.each<[string, object, object[]]>([
  ["one that fits", { schema, example: { id: "x", kind: "a" } }, []],
  [
    "another type",
    { schema, example: { id: 1 } },
    [{ pointer: `${content}/example/id`, problem: "`id` property type must be string" }],
  ],
  [
    "a property that is gone",
    { schema, example: { id: "x", old: 1 } },
    [
      {
        pointer: `${content}/example/old`,
        problem: "must NOT have unevaluated properties `old`",
      },
    ],
  ],
  [
    "one of several",
    { schema, examples: { one: { value: { id: "x" } }, two: { value: {} } } },
    [
      {
        pointer: `${content}/examples/two/value`,
        problem: "must have required property 'id'",
      },
    ],
  ],
])("%s", async (_, media, want) => {
  expect(await findInvalidExamples(documentOf(media))).toEqual(want);
});

test("of a parameter, and of a schema", async () => {
  const { paths, ...document } = documentOf({ schema });
  paths["/a"].get.parameters = [
    { name: "p", in: "query", schema: { type: "integer" }, example: 1.5 },
  ];
  const components = { schemas: { S: { type: "string", maxLength: 1, example: "long" } } };
  const found = await findInvalidExamples({ ...document, paths, components });
  expect(found.map(({ pointer }) => pointer)).toEqual([
    "#/paths/~1a/get/parameters/0/example",
    "#/components/schemas/S/example",
  ]);
});
