import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const at = (name: string) => `#/components/schemas/${name}`;
const ref = (name: string) => ({ $ref: at(name) });
const text = { type: "string" };
const number = { type: "number" };
const object = (properties: object, rest: object = {}) => ({ type: "object", properties, ...rest });
const pet = object({ kind: text, name: text }, { required: ["kind", "name"] });
const on = (base: string, properties: object) => ({ allOf: [ref(base), object(properties)] });
const mapping = { cat: at("Cat"), dog: "Dog", hound: at("Dog") };
const Owner = object({ pet: ref("Pet") }, { required: ["pet"] });
const asked = (literals: Omit<Literals, "type">): Literals[] => {
  const inside = (list: readonly string[] = []) => list.map((value) => `{ pet: ${value} }`);
  return [
    { type: "Pet", ...literals },
    { type: "Owner", right: inside(literals.right), wrong: inside(literals.wrong) },
  ];
};

test.each<[string, object, Literals[]]>([
  [
    "by a mapping",
    {
      Owner,
      Pet: { ...pet, discriminator: { propertyName: "kind", mapping } },
      Cat: on("Pet", { lives: number }),
      Dog: on("Pet", { tricks: number }),
    },
    [
      ...asked({
        right: ['{ kind: "cat", name: "a", lives: 9 }', '{ kind: "hound", name: "a", tricks: 1 }'],
        wrong: [
          '{ kind: "cat", name: "a", tricks: 1 }',
          '{ kind: "Cat", name: "a" }',
          '{ kind: "cat" }',
        ],
      }),
      { type: "Cat", right: ['{ kind: "cat", name: "a" }'], wrong: ['{ kind: "dog", name: "a" }'] },
    ],
  ],
  [
    "by the names of schemas",
    {
      Owner,
      Pet: { ...pet, discriminator: { propertyName: "kind" } },
      Cat: on("Pet", { lives: number }),
      Dog: { ...object({ tricks: number }), allOf: [ref("Pet")] },
    },
    asked({
      right: ['{ kind: "Cat", name: "a", lives: 9 }', '{ kind: "Dog", name: "a", tricks: 1 }'],
      wrong: [
        '{ kind: "cat", name: "a" }',
        '{ kind: "Pet", name: "a" }',
        '{ kind: "Dog", name: "a", lives: 1 }',
      ],
    }),
  ],
  [
    "by literals of their own",
    {
      Owner,
      Pet: { ...pet, discriminator: { propertyName: "kind" } },
      Cat: on("Pet", { kind: { const: "cat" }, lives: number }),
      Dog: on("Pet", { kind: { enum: ["dog"] } }),
    },
    asked({
      right: ['{ kind: "cat", name: "a", lives: 9 }', '{ kind: "dog", name: "a" }'],
      wrong: ['{ kind: "Cat", name: "a" }', '{ kind: "dog", name: "a", lives: 1 }'],
    }),
  ],
  [
    "and one value of its list that is none of theirs",
    {
      Owner,
      Pet: {
        ...object({ kind: { enum: ["cat", "dog", "fish"] } }, { required: ["kind"] }),
        discriminator: { propertyName: "kind", mapping: { cat: at("Cat"), dog: at("Dog") } },
      },
      Cat: on("Pet", { lives: number }),
      Dog: on("Pet", { tricks: number }),
    },
    asked({
      right: ['{ kind: "fish" }', '{ kind: "cat", lives: 1 }'],
      wrong: ['{ kind: "fish", lives: 1 }', '{ kind: "bird" }'],
    }),
  ],
  [
    "and itself, where the mapping has it",
    {
      Owner,
      Pet: {
        ...pet,
        discriminator: { propertyName: "kind", mapping: { any: at("Pet"), cat: at("Cat") } },
      },
      Cat: on("Pet", { lives: number }),
    },
    asked({
      right: ['{ kind: "any", name: "a" }', '{ kind: "cat", name: "a", lives: 1 }'],
      wrong: ['{ kind: "any", name: "a", lives: 1 }', '{ kind: "Pet", name: "a" }'],
    }),
  ],
  [
    "at more than one remove",
    {
      Owner,
      Pet: { ...pet, discriminator: { propertyName: "kind" } },
      Cat: on("Pet", { lives: number }),
      Lion: on("Cat", { mane: number }),
    },
    [
      ...asked({
        right: [
          '{ kind: "Cat", name: "a", lives: 9 }',
          '{ kind: "Lion", name: "a", lives: 9, mane: 1 }',
        ],
        wrong: ['{ kind: "Cat", name: "a", mane: 1 }'],
      }),
      {
        type: "Lion",
        right: ['{ kind: "Lion", name: "a", lives: 1 }'],
        wrong: ['{ kind: "Cat", name: "a" }'],
      },
    ],
  ],
  [
    "and null",
    {
      Owner,
      Pet: { ...pet, type: ["object", "null"], discriminator: { propertyName: "kind" } },
      Cat: on("Pet", { lives: number }),
    },
    asked({ right: ["null", '{ kind: "Cat", name: "a" }'], wrong: ['{ kind: "Pet", name: "a" }'] }),
  ],
  [
    "in its own properties",
    {
      Owner,
      Pet: {
        ...object({ kind: text, friend: ref("Pet") }, { required: ["kind"] }),
        discriminator: { propertyName: "kind" },
      },
      Cat: on("Pet", { lives: number }),
    },
    asked({
      right: ['{ kind: "Cat", friend: { kind: "Cat", lives: 1 } }'],
      wrong: ['{ kind: "Cat", friend: { kind: "Pet" } }'],
    }),
  ],
  [
    "beside a schema that has the name already",
    {
      Owner,
      Pet: { ...pet, discriminator: { propertyName: "kind" } },
      pet_base: text,
      Cat: on("Pet", { lives: number }),
    },
    [
      ...asked({ right: ['{ kind: "Cat", name: "a" }'], wrong: ['"a"'] }),
      { type: "pet_base", right: ['"a"'], wrong: ["{}"] },
      { type: "PetBase2", right: ['{ kind: "any", name: "a" }'] },
    ],
  ],
  [
    "that nobody asks for: it stays",
    {
      Pet: { ...pet, discriminator: { propertyName: "kind" } },
      Cat: on("Pet", { lives: number }),
    },
    [{ type: "Pet", right: ['{ kind: "any", name: "a" }'] }],
  ],
])("a base told apart %s", async (_, schemas, want) => {
  expect(await misjudged(documentOf(schemas), want)).toEqual([]);
});
