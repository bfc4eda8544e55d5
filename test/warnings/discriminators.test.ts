import { expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import { mappingWarnings } from "../../generator/warnings/discriminators.ts";

/** A document whose schema `Pet` has this discriminator beside its two alternatives. */
function withDiscriminator(discriminator: object): Record<string, unknown> {
  const named = { type: "object", properties: { kind: { type: "string" } } };
  const oneOf = ["Cat", "Dog"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  return {
    openapi: "3.2.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas: { Pet: { oneOf, discriminator }, Cat: named, Dog: named } },
  };
}

const place = "pets.yaml#/components/schemas/Pet/discriminator";
const name = "Write the name of a schema in #/components/schemas, or the $ref to it.";
const dog = 'Did you mean "Dog"?';

test.each<[string, object, string, string]>([
  ["a misspelt name", { mapping: { dog: "Doggo" } }, 'mapping/dog: "Doggo"', dog],
  [
    "a $ref",
    { mapping: { "a/b": "#/components/schemas/Bird" } },
    'mapping/a~1b: "#/components/schemas/Bird"',
    name,
  ],
  ["a file", { mapping: { fish: "fish.yaml" } }, 'mapping/fish: "fish.yaml"', name],
  [
    "a URL",
    { mapping: { x: "https://example.com/Dog" } },
    'mapping/x: "https://example.com/Dog"',
    dog,
  ],
  ["a default", { defaultMapping: "Other" }, 'defaultMapping: "Other"', name],
])("a mapping that leads to no schema is told: %s", async (_, given, want, remedy) => {
  const document = withDiscriminator({ propertyName: "kind", ...given });
  const told: string[] = [];
  await generate({ document, file: "pets.yaml", runtime: [], warn: (text) => told.push(text) });
  const problem = want.replace(": ", ": leads to no schema: ");
  expect(told).toContain(
    `${place}/${problem}, so the client is made as if it were not there\n  ${remedy}\n`,
  );
});

test("a mapping by name or by $ref to what is there is not told", () => {
  const mapping = { cat: "Cat", dog: "#/components/schemas/Dog" };
  const document = withDiscriminator({ propertyName: "kind", mapping, defaultMapping: "Cat" });
  expect(mappingWarnings(document, "pets.yaml")).toEqual([]);
});
