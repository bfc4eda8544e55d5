import { expect, test } from "vitest";
import { completeDiscriminators } from "../../generator/normalise/discriminator.ts";

const at = (name: string) => `#/components/schemas/${name}`;
const withKind = (kind: object) => ({ type: "object", properties: { kind } });
const schemas = {
  Cat: withKind({ const: "cat" }),
  Dogs: withKind({ enum: ["dog", "hound"] }),
  Bird: withKind({ type: "string" }),
  Fish: withKind({ $ref: at("FishKind") }),
  FishKind: { const: "fish" },
  "#1/x": withKind({ type: "string" }),
};

/** The mapping that a union of these schemas has in the end. */
function mappingOf(members: readonly string[], mapping?: object): unknown {
  const discriminator = { propertyName: "kind", ...(mapping && { mapping }) };
  const It = { oneOf: members.map((name) => ({ $ref: at(name) })), discriminator };
  const document = { openapi: "3.1.0", components: { schemas: { ...schemas, It } } };
  completeDiscriminators(document);
  return (discriminator as { mapping?: unknown }).mapping;
}

test.each<[string, string[], object | undefined, object | undefined]>([
  ["a const of a member", ["Cat"], undefined, { cat: at("Cat") }],
  ["every value of an enum", ["Dogs"], undefined, { dog: at("Dogs"), hound: at("Dogs") }],
  ["a literal behind a $ref", ["Fish"], undefined, { fish: at("Fish") }],
  ["no literal: no entry", ["Bird"], undefined, undefined],
  ["a schema's name", ["Bird"], { tweet: "Bird" }, { tweet: at("Bird") }],
  ["a schema's name, escaped", ["#1/x"], { one: "#1/x" }, { one: "#/components/schemas/#1~1x" }],
  ["a $ref", ["Bird"], { tweet: at("Bird") }, { tweet: at("Bird") }],
  ["what is no schema's name", ["Bird"], { tweet: "birds.yaml" }, { tweet: "birds.yaml" }],
  [
    "a mapping of some members is completed, and its own entries stay",
    ["Cat", "Dogs"],
    { puss: at("Cat") },
    { puss: at("Cat"), dog: at("Dogs"), hound: at("Dogs") },
  ],
])("%s", (_, members, mapping, want) => {
  expect(mappingOf(members, mapping)).toEqual(want);
});
