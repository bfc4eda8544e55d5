import { expect, test } from "vitest";
import { cutTag } from "../../generator/pull/cut-tag.ts";

const reference = (name: string) => ({
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const document = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: {
    "/a": { get: { tags: ["A"], responses: { 200: reference("Outer") } } },
    "/b": { get: { tags: ["B"], responses: { 200: reference("Other") } } },
  },
  webhooks: { gone: { post: { responses: {} } } },
  components: {
    schemas: {
      Outer: { properties: { inner: { $ref: "#/components/schemas/Inner" } } },
      Inner: { properties: { outer: { $ref: "#/components/schemas/Outer" } } },
      Other: {},
    },
  },
};

test.each(["A", "a"])("tag %s: its operations and all they refer to, nothing else", (tag) => {
  const before = structuredClone(document);
  const cut = cutTag(document, tag, "full.json");
  expect(cut).toEqual({
    openapi: "3.1.0",
    info: document.info,
    paths: { "/a": document.paths["/a"] },
    components: {
      schemas: {
        Outer: document.components.schemas.Outer,
        Inner: document.components.schemas.Inner,
      },
    },
  });
  expect(document).toEqual(before);
});

test("a value used twice through a YAML alias becomes two", () => {
  const shared = { type: "string" };
  const schemas = {
    ...document.components.schemas,
    Inner: { properties: { a: shared, b: shared } },
  };
  const cut = cutTag({ ...document, components: { schemas } }, "A", "full.json");
  const { a, b } = (
    cut as unknown as {
      components: { schemas: { Inner: { properties: { a: object; b: object } } } };
    }
  ).components.schemas.Inner.properties;
  expect(a).toEqual(b);
  expect(a).not.toBe(b);
});

test("a tag that is not there: the error lists those that are", () => {
  expect(() => cutTag(document, "C", "full.json")).toThrow(
    'full.json#/paths: no operation has the tag "C"\n  Its tags are: A, B.',
  );
});
