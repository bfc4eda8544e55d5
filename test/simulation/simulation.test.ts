import { expect, test } from "vitest";
import { explore, report } from "./explore.ts";

/** As many as there is time for in npm test; test/simulation/mutations.test.ts has more. */
test("every promise holds in 1,000 simulated uploads", { timeout: 120_000 }, async () => {
  const run = await explore({ runs: 1000, seed: 1 });
  expect(run.failed, report(run)).toBe(false);
});
