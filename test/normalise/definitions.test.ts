import { expect, test } from "vitest";
import { generateFromText } from "../support/generate.ts";
import { compile } from "../support/compile.ts";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const text = { type: "string" };
const ref = (path: string) => ({ $ref: `#/components/schemas/${path}` });
const object = (properties: object, rest: object = {}) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  ...rest,
});

test.each<[string, object, Literals[]]>([
  [
    "nobody refers to: they are no property",
    { It: object({ id: text }, { $defs: { Name: text } }) },
    [{ type: "It", right: ['{ id: "1" }'], wrong: ['{ id: "1", $defs: { Name: "x" } }'] }],
  ],
  [
    "the schema refers to itself",
    {
      It: object(
        { name: ref("It/$defs/Name") },
        {
          $defs: {
            Name: object({ first: text, more: ref("It/$defs/List") }),
            List: { type: "array", items: text },
          },
        },
      ),
    },
    [
      {
        type: "It",
        right: ['{ name: { first: "a", more: ["b"] } }'],
        wrong: ['{ name: "a" }', '{ name: { first: "a", more: [1] } }'],
      },
    ],
  ],
  [
    "another schema refers into",
    {
      It: { $defs: { Name: object({ first: text }) }, type: "object" },
      Other: object({ first: ref("It/$defs/Name/properties/first"), all: ref("It/$defs/Name") }),
    },
    [
      {
        type: "Other",
        right: ['{ first: "a", all: { first: "b" } }'],
        wrong: ['{ first: 1, all: { first: "b" } }'],
      },
    ],
  ],
  [
    "are inside others, and refer to themselves",
    {
      It: object(
        { tree: ref("It/$defs/Tree") },
        {
          $defs: {
            Tree: {
              type: "object",
              properties: { left: ref("It/$defs/Tree"), leaf: ref("It/$defs/Tree/$defs/Leaf") },
              $defs: { Leaf: { type: "integer" } },
            },
          },
        },
      ),
    },
    [
      {
        type: "It",
        right: ["{ tree: { left: { leaf: 1 } } }"],
        wrong: ['{ tree: { left: { leaf: "1" } } }', "{ tree: { $defs: {} } }"],
      },
    ],
  ],
  [
    "a discriminator maps to",
    {
      It: {
        oneOf: [ref("It/$defs/Cat"), ref("It/$defs/Dog")],
        discriminator: {
          propertyName: "kind",
          mapping: {
            cat: "#/components/schemas/It/$defs/Cat",
            dog: "#/components/schemas/It/$defs/Dog",
          },
        },
        $defs: {
          Cat: object({ kind: text, lives: { type: "integer" } }),
          Dog: object({ kind: text }),
        },
      },
    },
    [
      {
        type: "It",
        right: ['{ kind: "cat", lives: 9 }', '{ kind: "dog" }'],
        wrong: ['{ kind: "dog", lives: 9 }', '{ kind: "Cat", lives: 1 }'],
      },
    ],
  ],
  [
    "are a property of that name after all",
    {
      It: object({ $defs: object({ a: text }) }),
      Other: object({ a: ref("It/properties/$defs/properties/a") }),
    },
    [
      { type: "It", right: ['{ $defs: { a: "x" } }'], wrong: ["{}"] },
      { type: "Other", right: ['{ a: "x" }'], wrong: ["{ a: 1 }"] },
    ],
  ],
])("$defs that %s", async (_, schemas, want) => {
  expect(await misjudged(documentOf(schemas), want)).toEqual([]);
});

test("$defs of a body's own schema", async () => {
  const files = await generateFromText(`
openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /notes:
    post:
      operationId: addNote
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties: { author: { $ref: "#/paths/~1notes/post/requestBody/content/application~1json/schema/$defs/Author" } }
              $defs: { Author: { type: object, required: [name], properties: { name: { type: string } } } }
      responses: { "204": { description: Added. } }
`);
  const consumer = `
    import { DefaultApi, createClient } from "./index.ts";
    const api = new DefaultApi(createClient({ apiKey: "k", baseUrl: "https://api.example.com" }));
    await api.addNote({ author: { name: "A" } });
    // @ts-expect-error A number is no name.
    await api.addNote({ author: { name: 1 } });
  `;
  expect(compile([...files, { path: "src/consumer.ts", text: consumer }])).toEqual([]);
});
