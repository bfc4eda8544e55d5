import fc from "fast-check";
import { expect, test } from "vitest";
import { escapesOf } from "./judge.ts";
import { fragments } from "./payloads.ts";
import { groups, positions } from "./positions.ts";

test("every place is in a group", () => {
  expect(new Set(groups.flat())).toEqual(new Set(positions));
});

const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...fragments) },
      fc.string({ unit: "binary" }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(""))
  // No text at all is no discriminator, for one: another document, not an escape.
  .filter((joined) => joined !== "");

test("none of 1,000 random texts leaves its place", async () => {
  const property = fc.asyncProperty(
    fc.array(text, { minLength: positions.length, maxLength: positions.length }),
    async (texts) => {
      const entries = positions.map((position, index) => [position, texts[index] ?? ""] as const);
      for (const group of groups)
        expect(
          await escapesOf(new Map(entries.filter(([position]) => group.includes(position)))),
        ).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: Math.ceil(1000 / positions.length), seed: 1 });
}, 600_000);
