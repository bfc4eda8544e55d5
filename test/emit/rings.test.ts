import { expect, it } from "vitest";
import { generate } from "../../generator/generate.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { compile } from "../support/compile.ts";
import { ringsDocument, type Schemas } from "./rings-document.ts";

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });
const list = (items: unknown) => ({ type: "array", items });
const object = (properties: Schemas) => ({
  type: "object",
  required: Object.keys(properties),
  properties,
});
const text = { type: "string" };
const bytes = { type: "string", format: "binary" };

/** Schemas that refer to themselves → values of `Ring` that have to compile, and such as must not. */
const rings: Record<string, [schemas: Schemas, right: string[], wrong: string[]]> = {
  "an array of itself": [{ Ring: list(ref("Ring")) }, ["[]", "[[], [[]]]"], ["[1]", "{}"]],
  "a union with an array and a map of itself": [
    {
      Ring: {
        anyOf: [text, list(ref("Ring")), { type: "object", additionalProperties: ref("Ring") }],
      },
    },
    ['"a"', '["a", { b: ["c"] }]'],
    ["1", "[1]", "{ a: [1] }"],
  ],
  "two that hold each other": [
    { Ring: list(ref("Odd")), Odd: { oneOf: [{ type: "number" }, list(ref("Ring"))] } },
    ["[1, [[2]]]"],
    ["[[1]]", '["a"]'],
  ],
  "a property that holds itself": [
    { Ring: object({ inner: list({ $ref: "#/components/schemas/Ring/properties/inner" }) }) },
    ["{ inner: [[], [[]]] }"],
    ["{ inner: [1] }"],
  ],
  "a tuple that ends with itself": [
    {
      Ring: {
        anyOf: [
          { type: "null" },
          { type: "array", prefixItems: [text, ref("Ring")], minItems: 2, items: false },
        ],
      },
    },
    ["null", '["a", ["b", null]]'],
    ['["a", 1]'],
  ],
  "one in a list beside what it is composed of": [
    {
      Ring: { allOf: [ref("Base")], required: ["rings"] },
      Base: { type: "object", properties: { rings: ref("Rings") } },
      Rings: list(ref("Ring")),
    },
    ["{ rings: [{ rings: [] }] }"],
    ["{}", "{ rings: [{}] }"],
  ],
  "one that is called as a type that its own types are made with": [
    {
      Record: list(ref("Record")),
      Omit: list(ref("Omit")),
      Ring: object({
        record: ref("Record"),
        omit: ref("Omit"),
        some: { type: "object", additionalProperties: text },
      }),
    },
    ['{ record: [[]], omit: [], some: { a: "b" } }'],
    ["{ record: [1], omit: [], some: {} }"],
  ],
  "two that come to one name": [
    {
      RingInner: list(ref("RingInner")),
      Ring: object({
        inner: { anyOf: [text, list({ $ref: "#/components/schemas/Ring/properties/inner" })] },
        other: ref("RingInner"),
      }),
    },
    ['{ inner: ["a"], other: [[]] }'],
    ['{ inner: ["a"], other: ["a"] }', "{ inner: [1], other: [] }"],
  ],
};

/** The same with nothing but compositions around the ring → the member that is cut. */
const compositions: typeof rings = {
  "allOf of each other": [
    {
      Ring: { allOf: [ref("Other"), object({ a: text })] },
      Other: { allOf: [ref("Ring"), object({ b: text })] },
    },
    ['{ a: "a", b: "b" }'],
    ['{ a: "a" }', '{ b: "b" }'],
  ],
  "a union with itself": [{ Ring: { anyOf: [ref("Ring"), text] } }, ['"a"'], ["1"]],
  "nothing but itself": [{ Ring: { anyOf: [ref("Ring")] } }, ["1"], []],
  "a base that lists its children": [
    {
      Ring: { ...object({ name: text }), oneOf: [ref("Cat"), ref("Dog")] },
      Cat: { allOf: [ref("Ring"), object({ purrs: { type: "boolean" } })] },
      Dog: { allOf: [ref("Ring"), object({ barks: { type: "boolean" } })] },
    },
    ['{ name: "a", purrs: true }', '{ name: "a", barks: true }'],
    ['{ name: "a" }', "{ purrs: true }"],
  ],
};

const multipart: typeof rings = {
  "a field that holds itself": [
    { Ring: object({ data: ref("Data") }), Data: { anyOf: [bytes, list(ref("Data"))] } },
    ["{ data: new Blob([]) }", "{ data: [new Blob([])] }"],
    ["{ data: 1 }", "{ data: [[1]] }"],
  ],
};

async function errorsOf(schemas: Schemas, values: string[], mediaType = "application/json") {
  const warnings: string[] = [];
  const files = await generate({
    document: ringsDocument(schemas, mediaType),
    file: "rings.yaml",
    runtime: await loadRuntime(),
    warn: (warning) => warnings.push(warning),
  });
  const lines = values.map((value) => `void api.send(${value});`);
  const head = 'import type { DefaultApi } from "./index.ts";\ndeclare const api: DefaultApi;';
  const errors = compile([...files, { path: "src/use.ts", text: [head, ...lines].join("\n") }]);
  const usage = errors.filter((error) => error.startsWith("src/use.ts:"));
  const at = usage.map((error) => Number(/:(\d+)/.exec(error)?.[1]) - 3);
  return { own: errors.filter((error) => !usage.includes(error)), at: [...new Set(at)], warnings };
}

it.each(Object.entries(rings))("compiles %s", async (_, [schemas, right, wrong]) => {
  const { own, at, warnings } = await errorsOf(schemas, [...right, ...wrong]);
  expect({ own, warnings }).toEqual({ own: [], warnings: [] });
  expect(at).toEqual(wrong.map((_, index) => right.length + index));
});

it.each(Object.entries(multipart))("compiles %s", async (_, [schemas, right, wrong]) => {
  const { own, at } = await errorsOf(schemas, [...right, ...wrong], "multipart/form-data");
  expect(own).toEqual([]);
  expect(at).toEqual(wrong.map((_, index) => right.length + index));
});

it.each(Object.entries(compositions))("cuts %s", async (_, [schemas, right, wrong]) => {
  const { own, at, warnings } = await errorsOf(schemas, [...right, ...wrong]);
  expect(own).toEqual([]);
  expect(at).toEqual(wrong.map((_, index) => right.length + index));
  expect(warnings.join("")).toMatch(/^rings\.yaml#\/components\/schemas\/\w+: is composed of/m);
});

it("names what is cut, and what to do", async () => {
  const [schemas = {}] = compositions["allOf of each other"] ?? [];
  const { warnings } = await errorsOf(schemas, []);
  expect(warnings).toEqual([
    'rings.yaml#/components/schemas/Other: is composed of "Ring", which is composed of it: its type has of "Ring" only what does not lead back\n  Let the one list its properties, or refer to the other from a property or an array\n',
  ]);
});
