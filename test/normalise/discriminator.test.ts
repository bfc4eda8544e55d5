import { expect, test } from "vitest";
import { completeDiscriminators } from "../../generator/normalise/discriminator.ts";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const at = (name: string) => `#/components/schemas/${name}`;
const withKind = (kind: object) => ({ type: "object", properties: { kind } });
const schemas = {
  Cat: withKind({ const: "cat" }),
  Dogs: withKind({ enum: ["dog", "hound"] }),
  Wolves: withKind({ enum: ["wolf", "hound"] }),
  Bird: withKind({ type: "string" }),
  Fish: withKind({ $ref: at("FishKind") }),
  FishKind: { const: "fish" },
  "#1/x": withKind({ type: "string" }),
};

/** The discriminator that a union of these schemas has in the end. */
function discriminatorOf(members: readonly string[], mapping?: object): unknown {
  const discriminator = { propertyName: "kind", ...(mapping && { mapping }) };
  const It = { oneOf: members.map((name) => ({ $ref: at(name) })), discriminator };
  const document = { openapi: "3.1.0", components: { schemas: { ...schemas, It } } };
  completeDiscriminators(document);
  return (It as { discriminator?: unknown }).discriminator;
}

test.each<[string, string[], object | undefined, object | undefined]>([
  ["a const beside a member without one", ["Cat", "Bird"], undefined, { cat: at("Cat") }],
  ["every value of an enum", ["Dogs", "Bird"], undefined, { dog: at("Dogs"), hound: at("Dogs") }],
  ["a literal behind a $ref", ["Fish", "Bird"], undefined, { fish: at("Fish") }],
  ["no literal: no entry", ["Bird"], undefined, undefined],
  ["a schema's name", ["Bird"], { tweet: "Bird" }, { tweet: at("Bird") }],
  ["a schema's name, escaped", ["#1/x"], { one: "#1/x" }, { one: "#/components/schemas/#1~1x" }],
  ["a $ref", ["Bird"], { tweet: at("Bird") }, { tweet: at("Bird") }],
  ["what is no schema's name", ["Bird"], { tweet: "birds.yaml" }, undefined],
  ["a $ref that leads nowhere", ["Cat", "Bird"], { tweet: at("Brid") }, { cat: at("Cat") }],
  [
    "a mapping of some members is completed, and its own entries stay",
    ["Cat", "Dogs"],
    { puss: at("Cat") },
    { puss: at("Cat"), dog: at("Dogs"), hound: at("Dogs") },
  ],
  [
    "a mapping of some of a member's values is completed",
    ["Cat", "Dogs"],
    { cat: at("Cat"), dog: at("Dogs") },
    { cat: at("Cat"), dog: at("Dogs"), hound: at("Dogs") },
  ],
  [
    "a value that is mapped to another member stays there",
    ["Bird", "Dogs"],
    { dog: at("Dogs"), hound: at("Bird") },
    { dog: at("Dogs"), hound: at("Bird") },
  ],
  [
    "a value that several members have is nobody's",
    ["Dogs", "Wolves"],
    { dog: at("Dogs"), wolf: at("Wolves") },
    { dog: at("Dogs"), wolf: at("Wolves") },
  ],
])("mapping: %s", (_, members, mapping, want) => {
  expect(discriminatorOf(members, mapping)).toEqual({
    propertyName: "kind",
    ...(want && { mapping: want }),
  });
});

test("without a mapping, it goes where every member fixes its literals", () => {
  expect(discriminatorOf(["Cat", "Dogs", "Fish"])).toBeUndefined();
});

const ref = (name: string) => ({ $ref: at(name) });
const discriminator = { propertyName: "kind" };
const object = (properties: object, required: string[] = []) => ({
  type: "object",
  properties,
  required,
});
const cat = object({ kind: { const: "cat" }, lives: { type: "integer" } }, ["kind"]);
const dog = object({ kind: { enum: ["dog"] }, tricks: { type: "integer" } }, ["kind"]);
const open = { kind: { type: "string" } };

test.each<[string, object, Literals[]]>([
  [
    "a union among the members (InputItem of the OpenAI document)",
    {
      It: { oneOf: [ref("Easy"), ref("Pets"), ref("Mention")], discriminator },
      Pets: { type: "object", oneOf: [ref("Cat"), ref("Dog")], discriminator },
      Easy: object({ kind: { const: "easy" }, text: { type: "string" } }, ["text"]),
      Mention: object({ kind: { anyOf: [{ const: "mention" }, { type: "null" }] } }),
      Cat: cat,
      Dog: dog,
    },
    [
      {
        type: "It",
        right: [
          '{ kind: "cat", lives: 9 }',
          '{ kind: "dog", tricks: 1 }',
          '{ text: "hi" }',
          '{ kind: "easy", text: "hi" }',
          "{ kind: null }",
        ],
        wrong: [
          '{ kind: "Cat" }',
          '{ kind: "Pets" }',
          '{ kind: "Mention" }',
          '{ kind: "cat", tricks: 1 }',
        ],
      },
    ],
  ],
  [
    "a literal in the allOf of a member, whose other part leaves it open",
    {
      It: { oneOf: [ref("Cat"), ref("Dog")], discriminator },
      Base: object({ ...open, name: { type: "string" } }),
      Cat: { allOf: [ref("Base"), cat] },
      Dog: { allOf: [dog, ref("Base")] },
    },
    [
      {
        type: "It",
        right: ['{ kind: "cat", name: "a" }'],
        wrong: ['{ kind: "Cat" }', '{ kind: "dog", lives: 1 }'],
      },
    ],
  ],
  [
    "a union of constants",
    {
      It: { oneOf: [ref("Cat"), ref("Dog")], discriminator },
      Cat: object({ kind: { oneOf: [{ const: "cat" }, { const: "kitten" }] } }, ["kind"]),
      Dog: dog,
    },
    [{ type: "It", right: ['{ kind: "kitten" }', '{ kind: "dog" }'], wrong: ['{ kind: "Cat" }'] }],
  ],
  [
    "the base of an allOf, whose children fix their literals",
    {
      Base: { ...object({ ...open, name: { type: "string" } }, ["kind"]), discriminator },
      Cat: { allOf: [ref("Base"), cat] },
      Dog: { allOf: [ref("Base")], ...dog },
    },
    [
      { type: "Cat", right: ['{ kind: "cat", lives: 1 }'], wrong: ['{ kind: "Cat" }'] },
      { type: "Dog", right: ['{ kind: "dog", tricks: 1 }'], wrong: ['{ kind: "Dog" }'] },
    ],
  ],
  [
    "the base of an allOf, some of whose children fix their literals",
    {
      Base: { ...object(open, ["kind"]), discriminator },
      Cat: { allOf: [ref("Base"), cat] },
      Bird: { allOf: [ref("Base"), object({ wings: { type: "integer" } })] },
    },
    [
      { type: "Cat", right: ['{ kind: "cat", lives: 1 }'], wrong: ['{ kind: "Cat" }'] },
      { type: "Bird", right: ['{ kind: "Bird", wings: 2 }'], wrong: ['{ kind: "bird" }'] },
    ],
  ],
  [
    "the names are among the values that the base lists",
    {
      Base: { ...object({ kind: { enum: ["Cat", "Dog"] } }, ["kind"]) },
      It: { oneOf: [ref("Cat"), ref("Dog")], discriminator },
      Cat: { allOf: [ref("Base"), object({ lives: { type: "integer" } })] },
      Dog: { allOf: [ref("Base"), object({ tricks: { type: "integer" } })] },
    },
    [
      {
        type: "It",
        right: ['{ kind: "Cat", lives: 1 }'],
        wrong: ['{ kind: "Cat", tricks: 1 }', '{ kind: "cat" }'],
      },
    ],
  ],
  [
    "a mapping that names one of a member's values",
    {
      It: {
        oneOf: [ref("Cat"), ref("Dog")],
        discriminator: { ...discriminator, mapping: { cat: at("Cat"), dog: at("Dog") } },
      },
      Cat: cat,
      Dog: object({ kind: { enum: ["dog", "hound"] }, tricks: { type: "integer" } }, ["kind"]),
    },
    [
      {
        type: "It",
        right: ['{ kind: "hound", tricks: 1 }', '{ kind: "dog" }'],
        wrong: ['{ kind: "hound", lives: 9 }', '{ kind: "Dog" }'],
      },
    ],
  ],
  [
    "literals that are no strings",
    {
      It: { oneOf: [ref("On"), ref("Off")], discriminator },
      On: object({ kind: { const: true }, since: { type: "string" } }, ["kind"]),
      Off: object({ kind: { enum: [false, 0] } }, ["kind"]),
    },
    [
      {
        type: "It",
        right: ['{ kind: true, since: "" }', "{ kind: 0 }"],
        wrong: ['{ kind: "On" }', "{ kind: 1 }", '{ kind: false, since: "" }'],
      },
    ],
  ],
  [
    "members that contain themselves",
    {
      It: { oneOf: [ref("Cat"), ref("Pair"), ref("It2")], discriminator },
      It2: {
        anyOf: [
          ref("Dog"),
          object({ kind: { const: "list" }, of: { type: "array", items: ref("It") } }, ["kind"]),
        ],
      },
      Pair: object({ kind: { const: "pair" }, left: ref("It") }, ["kind"]),
      Cat: cat,
      Dog: dog,
    },
    [
      {
        type: "It",
        right: ['{ kind: "list", of: [{ kind: "pair", left: { kind: "dog" } }] }'],
        wrong: ['{ kind: "It2" }'],
      },
    ],
  ],
])("types: %s", async (_, given, want) => {
  expect(await misjudged(documentOf(given), want)).toEqual([]);
});
