import { expect, test } from "vitest";
import type { JsonObject } from "../../generator/json.ts";
import { isLossyResult } from "../../generator/read-api/lossy-types.ts";
import { Clashes } from "../../generator/read-api/scope.ts";

const context = { document: {}, file: "a.yaml", modelNames: new Map(), clashes: new Clashes() };

test.each<[JsonObject, boolean]>([
  [{ prefixItems: [{}] }, true],
  [{ enum: [{ a: 1 }, [1]] }, true],
  [{ const: [1] }, true],
  [{ enum: [{ a: 1 }, "a"] }, false],
  [{ type: "array", items: {} }, false],
])("what openapi-fetch makes a list of a tuple in: %j", (schema, want) => {
  expect(isLossyResult(context, { properties: { a: schema } })).toBe(want);
});
