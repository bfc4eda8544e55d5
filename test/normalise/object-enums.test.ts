import { expect, test } from "vitest";
import { dropEnumsOfObjects } from "../../generator/normalise/object-enums.ts";
import { documentOf, misjudged } from "../support/judged-literals.ts";

const properties = { a: { type: "string" } };

test.each<[string, object, object]>([
  ["texts", { type: "object", properties, enum: ["a"] }, { type: "object", properties }],
  ["objects", { type: "object", enum: [{ a: "b" }] }, { type: "object" }],
  ["texts, without a type", { properties, enum: ["a"] }, { properties }],
  ["texts of a text: they stay", { type: "string", enum: ["a"] }, { type: "string", enum: ["a"] }],
])("values of an object: %s", (_, given, want) => {
  const document = { openapi: "3.1.0", components: { schemas: { It: given } } };
  dropEnumsOfObjects(document);
  expect(document.components.schemas.It).toEqual(want);
});

test("an object that lists its properties as its values is that object", async () => {
  const It = { type: "object", properties, enum: ["a"] };
  const want = [{ type: "It", right: ['{ a: "b" }'], wrong: ['"a"', "{ a: 1 }"] }];
  expect(await misjudged(documentOf({ It }), want)).toEqual([]);
});
