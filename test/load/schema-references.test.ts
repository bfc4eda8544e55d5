import { expect, test } from "vitest";
import { resolvePointer, type JsonObject } from "../../generator/json.ts";
import { followSchemaNames } from "../../generator/load/schema-references.ts";
import { generateFromText, textOf } from "../support/generate.ts";

const pet = { $anchor: "pet", properties: { next: { $ref: "#pet" } } };
const owner = {
  $id: "https://example.com/schemas/owner",
  properties: {
    a: { $ref: "pet2" },
    b: { $ref: "#" },
    c: { $ref: "#/$defs/inner" },
    d: { $ref: "#here" },
  },
  $defs: { inner: { $anchor: "here", type: "string" } },
};
const pet2 = { $id: "https://example.com/schemas/pet2", $dynamicAnchor: "two" };

/** What becomes of a `$ref` in a schema beside those. */
function meant($ref: string, more: JsonObject = {}, around: JsonObject = {}): unknown {
  const it = { ...around, not: { $ref } };
  const schemas = { Pet: pet, Owner: owner, Pet2: pet2, It: it };
  const text = JSON.stringify({ openapi: "3.1.0", ...more, components: { schemas } });
  const document = JSON.parse(text) as JsonObject;
  followSchemaNames(document);
  return resolvePointer(document, "#/components/schemas/It/not/$ref");
}

const at = (name: string) => `#/components/schemas/${name}`;
const url = "https://example.com/schemas/";

test.each<[string, string, JsonObject?, JsonObject?]>([
  ["#pet", at("Pet")],
  [`${url}owner`, at("Owner")],
  [`${url}owner#`, at("Owner")],
  [`${url}owner#here`, at("Owner/$defs/inner")],
  [`${url}owner#/$defs/inner`, at("Owner/$defs/inner")],
  [`${url}pet2#two`, at("Pet2")],
  // By the $id around it.
  ["owner", at("Owner"), {}, { $id: `${url}it` }],
  ["/schemas/owner#here", at("Owner/$defs/inner"), {}, { $id: `${url}it` }],
  ["#", at("It"), {}, { $id: `${url}it` }],
  ["#/not", at("It/not"), {}, { $id: `${url}it` }],
  ["it", at("It"), {}, { $id: "it" }],
  ["#x", at("It"), {}, { $anchor: "x" }],
  // By the document's own URL.
  ["https://example.com/api.json#pet", at("Pet"), { $self: "https://example.com/api.json" }],
  ["schemas/owner", at("Owner"), { $self: "https://example.com/api.json" }],
])("%s is %s", (reference, want, more, around) => {
  expect(meant(reference, more, around)).toBe(want);
});

test.each<[string, string, JsonObject?]>([
  ["a file", "owner"],
  ["a file beside the $id", "other.json", { $id: `${url}it` }],
  ["an anchor that is not there", "#nobody"],
  ["an anchor in a schema with an $id", "#here"],
  ["an anchor of the document's, from within such a schema", "#pet", { $id: `${url}it` }],
  ["the document's own pointer from within such a schema", at("Pet"), { $id: `${url}it` }],
  ["what is not in such a schema", `${url}owner#/$defs/other`],
  ["the document itself", "#"],
  ["no URL", "http://"],
])("as it is: %s", (_, reference, around) => {
  expect(meant(reference, {}, around)).toBe(reference);
});

test.each<[string, JsonObject]>([
  ["an example", { example: { $id: "https://a.b/c", $anchor: "x" } }],
  ["a default", { default: { $id: "https://a.b/c", $anchor: "x" } }],
  ["an extension", { "x-a": { $id: "https://a.b/c", $anchor: "x" } }],
])("%s has no names", (_, more) => {
  expect(meant("#x", {}, more)).toBe("#x");
  expect(meant("https://a.b/c", {}, more)).toBe("https://a.b/c");
});

test("a property may be called as what is data elsewhere", () => {
  const around = { properties: { example: { $anchor: "x" }, $id: { type: "string" } } };
  expect(meant("#x", {}, around)).toBe(at("It/properties/example"));
});

test("a document that holds itself ends, and a discriminator's mapping is followed", () => {
  const discriminator = { propertyName: "a", mapping: { own: `${url}owner`, pet: "Pet" } };
  const document: JsonObject = {
    openapi: "3.1.0",
    components: { schemas: { Owner: owner, It: { discriminator } } },
  };
  document.itself = document;
  followSchemaNames(document);
  expect(discriminator.mapping).toEqual({ own: at("Owner"), pet: "Pet" });
});

test("types: a tree whose schemas have URLs, and a name of another's definition", async () => {
  const file = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: {
      schemas: {
        Tree: {
          $id: "https://example.com/tree",
          type: "object",
          properties: {
            children: { type: "array", items: { $ref: "#" } },
            label: { $ref: "label" },
          },
        },
        Label: { $id: "https://example.com/label", type: "string" },
      },
    },
  };
  const schema = textOf(await generateFromText(JSON.stringify(file)), "src/schema.ts");
  expect(schema).toContain('label?: components["schemas"]["Label"];');
  expect(schema).toContain('children?: components["schemas"]["Tree"][];');
});

test("an anchor that is not there is refused with its place", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas: { A: { $anchor: "a", items: { $ref: "#b" } } } },
  };
  await expect(generateFromText(JSON.stringify(document))).rejects.toThrow(
    /#\/components\/schemas\/A\/items: \$ref is neither a JSON pointer nor the \$anchor/,
  );
});
