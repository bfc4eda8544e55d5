import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setStage, type Stage } from "./page.ts";

const source = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(8e6);
});

afterAll(() => stage[Symbol.asyncDispose]());

/** What axe finds, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  // Where it could not look, nothing was shown.
  expect(found.passes.length).toBeGreaterThan(10);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
}

const isOverflowing = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
  test.each([400, 1280])("at %i px no state has a violation", async (width) => {
    const viewport = { width, height: 900 };
    const page = await stage.open({ colorScheme, viewport });
    const seen: Record<string, readonly string[]> = {};
    const look = async (state: string) => {
      seen[state] = await violations(page);
      expect(await isOverflowing(page), state).toBe(false);
    };
    await look("empty");
    stage.demo.settings.rate = 1e6;
    await page.locator("#file").setInputFiles(stage.path);
    await page.getByText(/^[1-9] of 8$/).waitFor();
    await look("under way");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Resume" }).waitFor();
    await look("paused");
    await page.reload();
    await page.getByText("is not finished").waitFor();
    await look("unfinished");
    stage.demo.settings.rate = 0;
    await page.locator("#file").setInputFiles(stage.path);
    await page.locator("#done").waitFor();
    await look("done");
    expect(Object.keys(seen)).toHaveLength(5);
    expect(Object.values(seen).flat()).toEqual([]);
  });
});
