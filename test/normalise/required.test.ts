import { expect, test } from "vitest";
import { normalise } from "../../generator/normalise/index.ts";

const base = { type: "object", properties: { model: {}, note: {} } };

/** What is left of a schema beside `Base`. */
function repaired(schema: object): unknown {
  const components = { schemas: { Base: base, It: schema } };
  const { components: result } = normalise({ openapi: "3.1.0", paths: {}, components });
  return (result as typeof components).schemas.It;
}

const reference = { $ref: "#/components/schemas/Base" };
const id = { properties: { id: {} } };

test.each<[string, object, object]>([
  [
    "a name that no property has",
    { ...id, required: ["id", "ghost"] },
    { ...id, required: ["id"] },
  ],
  ["none but such names", { ...id, required: ["ghost"] }, id],
  ["names without any property", { required: ["id"] }, { required: ["id"] }],
  [
    "a name that a member of the composition declares",
    { allOf: [reference], required: ["model"] },
    { allOf: [reference], required: ["model"] },
  ],
  [
    "in a member, a name that another member declares (Response of the OpenAI document)",
    { allOf: [reference, { ...id, required: ["id", "model", "ghost"] }] },
    { allOf: [reference, { ...id, required: ["id"] }], required: ["model"] },
  ],
])("%s", (_, given, want) => {
  expect(repaired(given)).toEqual(want);
});
