import { expect, test } from "vitest";
import { checkStructure } from "../../generator/check/structure.ts";
import type { JsonObject } from "../../generator/json.ts";

/** A document with one operation and one schema, each with the fields given. */
function documentWith({ openapi = "3.1.0", ...given }: Given): JsonObject {
  const { operation = {}, parameter = {}, schema = {}, root = {} } = given;
  const parameters = [{ name: "limit", in: "query", schema: { type: "integer" }, ...parameter }];
  const responses = { "200": { description: "ok" } };
  return {
    openapi,
    info: { title: "Pets", version: "1" },
    paths: { "/pets": { get: { parameters, responses, ...operation } } },
    components: { schemas: { Pet: { type: "object", ...schema } } },
    ...root,
  };
}

interface Given {
  readonly openapi?: string;
  readonly root?: JsonObject;
  readonly operation?: JsonObject;
  readonly parameter?: JsonObject;
  readonly schema?: JsonObject;
}

const pet = "a.yaml#/components/schemas/Pet";
const get = "a.yaml#/paths/~1pets/get";
const types = "object, array, string, number, integer, boolean, null";
const nothing = "Nothing comes of it: remove it, or give it a name that begins with x-.";

test.each<[string, Given, string, string]>([
  [
    "an unknown type",
    { schema: { type: "interger" } },
    `${pet}/type: "interger" is none of ${types}`,
    'Did you mean "integer"?',
  ],
  [
    "one of a list",
    { schema: { type: ["string", "nul"] } },
    `${pet}/type/1: "nul" is none of ${types}`,
    'Did you mean "null"?',
  ],
  [
    "a type like no other",
    { schema: { type: "file" } },
    `${pet}/type: "file" is none of ${types}`,
    "Write one of those.",
  ],
  [
    "a misspelt field of a schema",
    { schema: { propertys: {} } },
    `${pet}/propertys: no field of the Schema Object is called "propertys"`,
    'Did you mean "properties"?',
  ],
  [
    "of a property",
    { schema: { properties: { a: { require: [] } } } },
    `${pet}/properties/a/require: no field of the Schema Object is called "require"`,
    'Did you mean "required"?',
  ],
  [
    "a $ref without its sign",
    { schema: { ref: "#/components/schemas/Pet" } },
    `${pet}/ref: no field of the Schema Object is called "ref"`,
    'Did you mean "$ref"?',
  ],
  [
    "a field like no other",
    { schema: { sortable: true } },
    `${pet}/sortable: no field of the Schema Object is called "sortable"`,
    nothing,
  ],
  [
    "an operation's id in lower case",
    { operation: { operationid: "a" } },
    `${get}/operationid: no field of the Operation Object is called "operationid"`,
    'Did you mean "operationId"?',
  ],
  [
    "an unknown place of a parameter",
    { parameter: { in: "qurey" } },
    `${get}/parameters/0/in: "qurey" is none of query, querystring, header, path, cookie`,
    'Did you mean "query"?',
  ],
  [
    "a parameter without a place",
    { operation: { parameters: [{ name: "limit" }] } },
    `${get}/parameters/0: has no "in", without which it means nothing`,
    "Add it.",
  ],
  [
    "a text for a boolean",
    { parameter: { required: "true" } },
    `${get}/parameters/0/required: is "true", not a boolean`,
    "Write a boolean there.",
  ],
  [
    "a number for a text, as YAML reads it",
    { operation: { operationId: 12 } },
    `${get}/operationId: is 12, not a string`,
    'Put it in quotes: "12".',
  ],
  [
    "no responses in 3.0",
    { openapi: "3.0.3", root: { paths: { "/pets": { get: {} } } } },
    `${get}: has no "responses", without which it means nothing`,
    "Add it.",
  ],
  [
    "a status that is none",
    { operation: { responses: { ok: { description: "ok" } } } },
    `${get}/responses/ok: no field of the Responses Object is called "ok"`,
    'Name a status, such as "200" or "4XX", or default.',
  ],
  [
    "a path without its slash",
    { root: { paths: { pets: { get: { responses: {} } } } } },
    `a.yaml#/paths/pets: no field of the Paths Object is called "pets"`,
    "A path begins with a slash.",
  ],
  [
    "examples by name, as other objects have them (scalar-galaxy)",
    { schema: { examples: { one: {} } } },
    `${pet}/examples: is an object, not an array`,
    "Write an array there.",
  ],
  [
    "one server that is no list",
    { root: { servers: { url: "https://api.example.com" } } },
    "a.yaml#/servers: is an object, not an array",
    "Write an array there.",
  ],
])("%s is told, with its place and a remedy", (_, given, problem, remedy) => {
  expect(checkStructure(documentWith(given), "a.yaml")).toEqual([`${problem}\n  ${remedy}\n`]);
});

test.each<[string, Given]>([
  [
    "references of JSON Schema before 2020-12",
    { schema: { $recursiveAnchor: true, properties: { child: { $recursiveRef: "#" } } } },
  ],
  ["extensions anywhere", { schema: { "x-a": 1 }, operation: { "x-b": 1 }, root: { "x-c": 1 } }],
  ["nullable in 3.1", { schema: { nullable: true } }],
  ["a list of types in 3.0", { openapi: "3.0.3", schema: { type: ["string", "null"] } }],
  ["no responses in 3.1", { root: { paths: { "/pets": { get: {} } } } }],
  ["true and false as schemas", { schema: { items: true, properties: { a: false } } }],
  [
    "true and false as schemas with a name",
    { schema: { $defs: { A: true } }, root: { components: { schemas: { A: true, B: false } } } },
  ],
  [
    "true and false wherever schemas stand",
    { schema: { not: true, anyOf: [true], contains: false }, parameter: { schema: true } },
  ],
  [
    "all media types of a body by one key (lob)",
    { root: { components: { mediaTypes: { A: { "application/json": { schema: {} } } } } } },
  ],
  ["exclusive limits of either version", { schema: { exclusiveMinimum: true } }],
  ["properties of any name", { schema: { properties: { require: {}, "x-a": {}, $ref: {} } } }],
  ["a field with nothing after it", { schema: { example: null, default: null } }],
  ["what stands beside a $ref", { schema: { $ref: "#/components/schemas/Cat", nullable: 1 } }],
])("%s is no mistake", (_, given) => {
  expect(checkStructure(documentWith(given), "a.yaml")).toEqual([]);
});

test("the same mistake at several places is told once", () => {
  const schema = { properties: { a: { type: "int" }, b: { type: "int" }, c: { type: "Int" } } };
  expect(checkStructure(documentWith({ schema }), "a.yaml")).toEqual([
    `${pet}/properties/a/type (the first of 2 places): "int" is none of ${types}\n  Write one of those.\n`,
    `${pet}/properties/c/type: "Int" is none of ${types}\n  Write one of those.\n`,
  ]);
});

test.each<[string, Given, string]>([
  [
    "required as in a property",
    { schema: { required: true } },
    `${pet}/required: is true, not an array\n  List the properties that an object must have: required: [id, name].`,
  ],
  [
    "a property that is its type",
    { schema: { properties: { age: "integer" } } },
    `${pet}/properties/age: is "integer", not an object\n  Write an object there.`,
  ],
  [
    "a property of which nothing stands there",
    { schema: { properties: { age: null } } },
    `${pet}/properties/age: is null, not an object`,
  ],
  [
    "members of a union that are no list",
    { schema: { oneOf: { type: "string" } } },
    `${pet}/oneOf: is an object, not an array`,
  ],
  [
    "parameters by name",
    { operation: { parameters: { limit: {} } } },
    `${get}/parameters: is an object, not an array`,
  ],
  ["a $ref to nothing", { schema: { $ref: null } }, `${pet}/$ref: is null, not a string`],
])("%s is refused, since no types can be made of it", (_, given, problem) => {
  expect(() => checkStructure(documentWith(given), "a.yaml")).toThrow(problem);
});

test("what a text would hide in a terminal is shown", () => {
  const given = { schema: { ["\u001b[2J\u202e"]: 1, type: "\u202e" } };
  expect(checkStructure(documentWith(given), "a.yaml").join("")).not.toMatch(/[\u001b\u202e]/);
});
