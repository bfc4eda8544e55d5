import fc from "fast-check";
import { expect, test } from "vitest";
import { abort, aborts } from "../../aborts/aborts.ts";

// A store that hangs takes its two seconds, and a key that does twenty: `npm run aborts` has them, and looks at the times.
const soon = aborts.filter(
  ({ hasStore, misbehaviours }) =>
    !hasStore && misbehaviours.every(({ hook }) => hook !== "apiKey"),
);

test("an abort ends uploads over real connections, whatever of the caller's own hangs", async () => {
  const given = fc.sample(soon, { numRuns: 24, seed: 1 });
  const results = await Promise.all(given.map(abort));
  const aborted = results.filter((it) => it !== undefined);
  expect(aborted.length).toBeGreaterThan(12);
  for (const { error, reason, inFlight } of aborted) {
    expect(error).toBe(reason);
    expect(inFlight).toBe(0);
  }
});
