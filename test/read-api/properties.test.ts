import { expect, test } from "vitest";
import { readApi } from "../../generator/read-api/index.ts";

const text = { type: "string" };
const one = (name: string, type = "string") => ({ properties: { [name]: { type } } });

/** Names of a model's properties, those that are required with a mark. */
function propertiesOf(schema: object): string[] {
  const components = { schemas: { Base: one("base"), It: schema } };
  const { models } = readApi({ components }, "a.yaml");
  const it = models.find(({ name }) => name === "It");
  return (it?.properties ?? []).map(
    ({ name, required, type }) => `${name}${required ? "!" : ""}: ${type.text}`,
  );
}

const base = { $ref: "#/components/schemas/Base" };

test.each<[string, object, string[]]>([
  ["its own", { properties: { b: text, a: text }, required: ["a"] }, ["b: string", "a!: string"]],
  ["those of a member that stands in full", { allOf: [base, one("a")] }, ["a: string"]],
  [
    "of members of such, and what is required anywhere",
    { ...one("a"), allOf: [{ ...one("b"), allOf: [one("c")] }, { required: ["c"] }] },
    ["a: string", "b: string", "c!: string"],
  ],
  ["each once, as it is said first", { ...one("a"), allOf: [one("a", "integer")] }, ["a: string"]],
  ["none of another model, which has a page", { allOf: [base] }, []],
])("the properties of a model: %s", (_, schema, want) => {
  expect(propertiesOf(schema)).toEqual(want);
});

test("a property of a composition is described by the member that only describes it", () => {
  const user = { allOf: [base, { description: "Who made it." }] };
  const components = { schemas: { Base: one("base"), It: { properties: { user } } } };
  const { models } = readApi({ components }, "a.yaml");
  expect(models.find(({ name }) => name === "It")?.properties).toMatchObject([
    { name: "user", type: { text: "Base" }, description: "Who made it." },
  ]);
});
