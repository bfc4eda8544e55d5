import { expect, test } from "vitest";
import { nameSchemasById } from "../../generator/load/schema-ids.ts";

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const body = (schema: object) => ({ "/a": { post: { requestBody: { content: schema } } } });

/** What becomes of a document that has schemas in a body, and others as components. */
function named(inBody: object, schemas: object = {}): unknown {
  const text = JSON.stringify({ openapi: "3.1.0", paths: body(inBody), components: { schemas } });
  const document = JSON.parse(text) as Record<string, unknown>;
  nameSchemasById(document);
  return { paths: document.paths, ...(document.components as object) };
}

const branch = { $id: "Branch", items: { $ref: "Branch" } };
const own = { $id: "Branch", items: to("Branch") };

test("a schema that refers to itself by its $id is a component, once for all places (Elysia)", () => {
  const want = {
    paths: body({ json: to("Branch"), form: to("Branch") }),
    schemas: { Branch: own },
  };
  expect(named({ json: branch, form: branch })).toEqual(want);
});

test("where it is a component, it stays where it is", () => {
  const schemas = { Tree: { $id: "Branch", items: to("Tree") } };
  expect(named({ json: to("Tree") }, { Tree: branch })).toEqual({
    paths: body({ json: to("Tree") }),
    schemas,
  });
});

test("another of its name keeps that", () => {
  const schemas = { Branch: {}, Branch2: { $id: "Branch", items: to("Branch2") } };
  expect(named({ json: branch }, { Branch: {} })).toEqual({
    paths: body({ json: to("Branch2") }),
    schemas,
  });
});

test("one within another, which it refers to as well", () => {
  const inner = (a: string, b: string) => ({ $id: "x/B", anyOf: [{ $ref: a }, { $ref: b }] });
  const [a, b] = [to("A"), to("B")];
  expect(named({ json: { $id: "A", not: inner("A", "x/B") } })).toEqual({
    paths: body({ json: a }),
    schemas: { B: inner(a.$ref, b.$ref), A: { $id: "A", not: b } },
  });
});

test.each([
  ["a file", { $id: "A", not: { $ref: "a.yaml" } }],
  ["what stands beside it", { anyOf: [{ $id: "A" }, { $ref: "A" }] }],
  ["an $id that is no text", { $id: 1, not: { $ref: "1" } }],
])("as it is: a reference to %s", (_, schema) => {
  expect(named({ json: schema })).toEqual({ paths: body({ json: schema }), schemas: {} });
});

test("a document that holds itself ends", () => {
  const document: Record<string, unknown> = { openapi: "3.1.0", paths: {} };
  document.own = { $id: "A", not: { $ref: "A" }, document };
  nameSchemasById(document);
  expect(document.own).toEqual(to("A"));
});
