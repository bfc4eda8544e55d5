import { expect, test } from "vitest";
import { localiseReferences } from "../../generator/load/self-reference.ts";

const own = "https://example.com/api/openapi.yaml";

test.each([
  [own, `${own}#/components/schemas/A`, "#/components/schemas/A"],
  [own, "openapi.yaml#/components/schemas/A", "#/components/schemas/A"],
  [own, "./openapi.yaml#/a", "#/a"],
  [own, "#/a", "#/a"],
  [own, "other.yaml#/a", "other.yaml#/a"],
  [own, "https://example.com/other.yaml#/a", "https://example.com/other.yaml#/a"],
  // Without a fragment, it is the whole document.
  [own, own, own],
  ["no URL", "no URL#/a", "no URL#/a"],
  [undefined, `${own}#/a`, `${own}#/a`],
])("in %s, %s → %s", ($self, $ref, want) => {
  const document = { $self, paths: { "/a": [{ $ref }] } };
  localiseReferences(document);
  expect(document.paths["/a"]).toEqual([{ $ref: want }]);
});

test("a document that holds itself ends", () => {
  const document: Record<string, unknown> = { $self: own };
  document.a = { document, $ref: `${own}#/b` };
  localiseReferences(document);
  expect(document.a).toHaveProperty("$ref", "#/b");
});
