import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { compile } from "../support/compile.ts";
import { hasSharedSpecs, needsSharedSpecs } from "../support/shared-specs.ts";

describe.skipIf(!hasSharedSpecs)(`the pulled client${needsSharedSpecs}`, () => {
  test("compiles", async () => {
    const root = join(inject("pulledClient"), "src");
    const paths = await readdir(root, { recursive: true });
    const sources = paths
      .filter((path) => path.endsWith(".ts"))
      .map(async (path) => ({
        path: `src/${path}`,
        text: await readFile(join(root, path), "utf8"),
      }));
    expect(compile(await Promise.all(sources), { types: ["node"] })).toEqual([]);
  });

  test("keeps every promise in 200 simulated uploads", async () => {
    // Imported here, since there is nothing to import where the pulled client is missing.
    const { explore, report } = await import("../simulation/explore.ts");
    const run = await explore({ runs: 200, seed: 1 });
    expect(run.failed, report(run)).toBe(false);
  });
});
