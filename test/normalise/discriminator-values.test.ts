import { expect, test } from "vitest";
import type { JsonObject } from "../../generator/json.ts";
import { mapDiscriminatorValues } from "../../generator/normalise/discriminator-values.ts";
import { documentOf, misjudged } from "../support/judged-literals.ts";

const at = (name: string) => `#/components/schemas/${name}`;
const ref = (name: string) => ({ $ref: at(name) });
const value = (text: unknown) => ({ "x-ms-discriminator-value": text });
const object = (properties: object) => ({ type: "object", properties, required: ["kind"] });

/** The mapping that a base has in the end, with these schemas beside it. */
function mappingOf(schemas: object, mapping?: object): unknown {
  const discriminator = { propertyName: "kind", ...(mapping && { mapping }) };
  const Pet: JsonObject = { discriminator };
  mapDiscriminatorValues(documentOf({ Pet, ...schemas }));
  return (Pet.discriminator as JsonObject).mapping;
}

test.each<[string, object, object | undefined, unknown]>([
  ["a child", { Dog: { ...value("dog"), allOf: [ref("Pet")] } }, undefined, { dog: at("Dog") }],
  [
    "a child's child",
    { Dog: { allOf: [ref("Pet")] }, Pug: { ...value("pug"), allOf: [{}, ref("Dog")] } },
    undefined,
    { pug: at("Pug") },
  ],
  [
    "what has one already",
    { Dog: { ...value("dog"), allOf: [ref("Pet")] } },
    { dog: "Hound" },
    { dog: "Hound" },
  ],
  ["a value that is no text", { Dog: { ...value(1), allOf: [ref("Pet")] } }, undefined, undefined],
  ["what builds on nothing", { Dog: value("dog") }, undefined, undefined],
])("%s", (_, schemas, mapping, want) => {
  expect(mappingOf(schemas, mapping)).toEqual(want);
});

test("types: the value stands on the wire, not the name", async () => {
  const Pet = { ...object({ kind: { type: "string" } }), discriminator: { propertyName: "kind" } };
  const child = (text: string, own: object) => ({
    ...value(text),
    allOf: [ref("Pet"), { type: "object", properties: own }],
  });
  const schemas = {
    Pet,
    DogModel: child("#Microsoft.Dog", { tricks: { type: "integer" } }),
    CatModel: child("#Microsoft.Cat", { lives: { type: "integer" } }),
    It: { type: "array", items: ref("Pet") },
  };
  const right = ['[{ kind: "#Microsoft.Dog", tricks: 1 }, { kind: "#Microsoft.Cat", lives: 9 }]'];
  const wrong = ['[{ kind: "DogModel" }]', '[{ kind: "#Microsoft.Dog", lives: 9 }]'];
  expect(await misjudged(documentOf(schemas), [{ type: "It", right, wrong }])).toEqual([]);
});
