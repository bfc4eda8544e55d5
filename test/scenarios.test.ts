import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateFrom } from "./support/generate.ts";

const folder = "test/scenarios";

/**
 * Each folder: `given.yaml` → the sources in `expected`, which are what a reviewer reads. The runtime's copies, the
 * entry point for Node and the reference pages have tests of their own. `npx vitest -u test/scenarios.test.ts` writes what is new.
 */
describe.each(readdirSync(folder))("%s", async (name) => {
  const files = await generateFrom(`${folder}/${name}/given.yaml`);
  const sources = files.filter(({ path }) => /^src\/(?!runtime\/|node\.ts)/.test(path));
  const expected = `${folder}/${name}/expected`;
  const present = existsSync(expected) ? readdirSync(expected).sort() : [];

  test("emits exactly the expected files", () => {
    const wanted = sources.map(({ path }) => path.replace("src/", "")).sort();
    // Vitest itself writes a snapshot that is missing and never reports one that is left over.
    expect(present).toEqual(wanted);
  });

  test.each(sources)("$path", async ({ path, text }) => {
    await expect(text).toMatchFileSnapshot(`../${expected}/${path.replace("src/", "")}`);
  });
});
