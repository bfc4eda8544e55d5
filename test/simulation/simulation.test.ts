import { expect, test } from "vitest";
import { explore, report } from "./explore.ts";

test("every promise holds in 2,000 simulated uploads", { timeout: 120_000 }, async () => {
  const run = await explore({ runs: 2000, seed: 1 });
  expect(run.failed, report(run)).toBe(false);
});
