import { expect, test } from "vitest";
import { affectedNodes, prune } from "../../generator/changes/affected.ts";
import type { JsonObject } from "../../generator/json.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Paths that use `Cat`, `Pet` (a union with `Cat` in it) and `Stone`. */
function document(stone: string, mapping: string): JsonObject {
  return {
    openapi: "3.1.0",
    paths: {
      "/cat": { get: ref("Cat") },
      "/pet": { get: ref("Pet") },
      "/stone": { get: ref("Stone") },
    },
    webhooks: { hatched: { post: ref("Cat") } },
    components: {
      schemas: {
        Cat: { properties: { kind: { type: "string" } } },
        Pet: {
          oneOf: [ref("Cat")],
          discriminator: { propertyName: "kind", mapping: { [mapping]: ref("Cat").$ref } },
        },
        Stone: { properties: { colour: ref("Colour") } },
        Colour: { type: stone },
      },
    },
  };
}

const base = document("string", "cat");

test.each([
  ["nothing", base, []],
  [
    "a schema: all that refers to it",
    document("number", "cat"),
    ["#/components/schemas/Colour", "#/components/schemas/Stone", "#/paths/~1stone"],
  ],
  [
    "a union's discriminator: its members too, since they are emitted by it",
    document("string", "tiger"),
    [
      "#/components/schemas/Cat",
      "#/components/schemas/Pet",
      "#/paths/~1cat",
      "#/paths/~1pet",
      "#/webhooks/hatched",
    ],
  ],
])("changed by %s", (_, head, want) => {
  expect([...affectedNodes(base, head).changed].sort()).toEqual(want);
});

test("what is pruned away is neither changed nor needed", () => {
  const { needed } = affectedNodes(base, document("number", "cat"));
  expect(prune(base, needed)).toEqual({
    openapi: "3.1.0",
    paths: { "/stone": { get: ref("Stone") } },
    webhooks: {},
    components: {
      schemas: { Stone: { properties: { colour: ref("Colour") } }, Colour: { type: "string" } },
    },
  });
});
