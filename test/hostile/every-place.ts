import { expect, test } from "vitest";
import { escapesOf } from "./judge.ts";
import { payloads } from "./payloads.ts";
import { groups } from "./positions.ts";

/** Puts every dangerous text in every place: here, one share of the texts, so that each core has some. */
export function testEveryPlace(share: number, shares: number): void {
  const own = payloads.filter((_, index) => index % shares === share);
  test.each(own.map((payload) => [payload.slice(0, 40), payload]))(
    "no text leaves its place: %j",
    async (_, payload) => {
      for (const group of groups)
        expect(await escapesOf(new Map(group.map((position) => [position, payload])))).toEqual([]);
    },
    120_000,
  );
}
