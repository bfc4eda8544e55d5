import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const text = { type: "string" };
const number = { type: "number" };
const flag = { type: "boolean" };
const pair = { type: "array", prefixItems: [text, number] };
const closed: Omit<Literals, "type"> = {
  right: ['["a", 1]'],
  wrong: ['["a"]', "[]", '["a", 1, 2]', '[1, "a"]', '"a"'],
};

test.each<[string, object, Omit<Literals, "type">]>([
  ["prefixItems alone", pair, closed],
  ["closed by items: false", { ...pair, items: false }, closed],
  ["of a fixed length (Pydantic)", { ...pair, minItems: 2, maxItems: 2 }, closed],
  [
    "items of draft 7 (TypeBox)",
    { type: "array", items: [text, number], additionalItems: false, minItems: 2, maxItems: 2 },
    closed,
  ],
  ["without a type", { prefixItems: [text, number] }, closed],
  [
    "what follows",
    { ...pair, items: flag },
    { right: ['["a", 1]', '["a", 1, true, false]'], wrong: ['["a"]', '["a", 1, 2]', "[true]"] },
  ],
  [
    "anything that follows",
    { ...pair, items: true },
    { right: ['["a", 1, {}, 2]'], wrong: ['["a"]', "[1, 2]"] },
  ],
  [
    "what may be left out",
    { ...pair, minItems: 1 },
    { right: ['["a"]', '["a", 1]'], wrong: ["[]", '["a", "b"]', '["a", 1, 2]'] },
  ],
  [
    "what may be left out before what follows",
    { ...pair, minItems: 0, items: flag },
    { right: ["[]", '["a"]', '["a", 1, true]'], wrong: ['["a", true]'] },
  ],
  [
    "what has to follow",
    { ...pair, minItems: 3, items: flag },
    { right: ['["a", 1, true]', '["a", 1, true, true]'], wrong: ['["a", 1]'] },
  ],
  ["no more than maxItems", { ...pair, maxItems: 2, items: flag }, closed],
  [
    "or null",
    { ...pair, type: ["array", "null"] },
    { right: ["null", ...(closed.right ?? [])], wrong: closed.wrong ?? [] },
  ],
  [
    "of tuples, unions and models",
    {
      type: "array",
      prefixItems: [pair, { anyOf: [text, number] }, { $ref: "#/components/schemas/M" }],
      minItems: 1,
    },
    {
      right: ['[["a", 1]]', '[["a", 1], 2, { m: "x" }]'],
      wrong: ["[[1]]", '[["a", 1], true]', '[["a", 1], 2, { m: 1 }]'],
    },
  ],
])("%s", async (_, It, want) => {
  const M = { type: "object", properties: { m: text } };
  const Holder = { type: "object", properties: { it: It }, required: ["it"] };
  const inside = (list: readonly string[] = []) => list.map((value) => `{ it: ${value} }`);
  expect(
    await misjudged(documentOf({ M, It, Holder }), [
      { type: "It", ...want },
      { type: "Holder", right: inside(want.right), wrong: inside(want.wrong) },
    ]),
  ).toEqual([]);
});
