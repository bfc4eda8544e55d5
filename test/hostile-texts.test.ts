import { expect, test } from "vitest";
import { escapesOf } from "./hostile/judge.ts";
import { payloads } from "./hostile/payloads.ts";
import { groups } from "./hostile/positions.ts";

/** Some of the cases that test/hostile has: another text in each place, and others in each round. */
const short = payloads.filter((payload) => payload.length < 1000);
const [texts = []] = groups;

test.each([0, 12, 24])("no text leaves its place: %i", async (round) => {
  const put = texts.map((place, index) => [place, short[(index + round) % short.length]] as const);
  expect(await escapesOf(new Map(put.map(([place, text = ""]) => [place, text])))).toEqual([]);
});

test("nor does one text that ends whatever it is in, wherever it is put", async () => {
  const text = '*/ "; `${a}` \\ \u2028<b>|[x](y) @ts-ignore\n@deprecated';
  for (const group of groups)
    expect(await escapesOf(new Map(group.map((place) => [place, text])))).toEqual([]);
});
