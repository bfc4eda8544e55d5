import { expect, test } from "vitest";
import { completeTuples } from "../../generator/normalise/tuples.ts";

const text = { type: "string" };
const number = { type: "number" };

test.each<[string, object, object]>([
  [
    "items as a list (TypeBox)",
    { type: "array", items: [text, number], additionalItems: false, minItems: 2, maxItems: 2 },
    { type: "array", prefixItems: [text, number], items: false, minItems: 2, maxItems: 2 },
  ],
  [
    "items as a list, and what follows",
    { items: [text], additionalItems: number },
    { type: "array", prefixItems: [text], items: number },
  ],
  ["prefixItems without a type", { prefixItems: [text] }, { type: "array", prefixItems: [text] }],
  [
    "prefixItems with types",
    { type: ["array", "null"], prefixItems: [text], items: false },
    { type: ["array", "null"], prefixItems: [text], items: false },
  ],
  ["a list", { type: "array", items: text }, { type: "array", items: text }],
])("%s", (_, given, want) => {
  const document = { openapi: "3.1.0", components: { schemas: { It: structuredClone(given) } } };
  completeTuples(document);
  expect(document.components.schemas.It).toEqual(want);
});
