import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { setStage, type Stage } from "./page.ts";

const MB = 1e6;
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(12 * MB);
});

afterAll(() => stage[Symbol.asyncDispose]());

beforeEach(() => {
  Object.assign(stage.demo.settings, { rate: 0, faults: false });
});

const button = (page: Page, name: string) => page.getByRole("button", { name });
const pick = (page: Page) =>
  page.getByLabel("Drop a file here, or choose one").setInputFiles(stage.path);
const last = () => stage.demo.api.uploads().at(-1);

/** Waits for the File that the page shows, and compares what the API has of it. */
async function finished(page: Page): Promise<void> {
  const text = await page.getByRole("region", { name: "The File, as JSON" }).textContent();
  const { id, filename, bytes } = JSON.parse(text ?? "") as Record<string, string>;
  expect([filename, bytes]).toEqual(["recording.wav", 12 * MB]);
  const received = await stage.demo.api.file(id ?? "")?.arrayBuffer();
  expect(received && Buffer.from(received).equals(stage.content)).toBe(true);
}

/** Waits until some parts are stored, and not all. */
async function underWay(page: Page): Promise<void> {
  await page.getByText(/^([3-9]) of 12$/).waitFor();
}

test("a dropped file is uploaded, with a map of its parts", async () => {
  const page = await stage.open();
  const name = "recording.wav";
  const content = readFileSync(stage.path).toString("base64");
  const transfer = await page.evaluateHandle(
    async ([name = "", content = ""]) => {
      const bytes = await (await fetch(`data:;base64,${content}`)).arrayBuffer();
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    [name, content],
  );
  await page.locator("#drop").dispatchEvent("drop", { dataTransfer: transfer });
  await finished(page);
  expect(await page.locator("#map i").count()).toBe(12);
  expect(await page.getByText("12 of 12").isVisible()).toBe(true);
  expect(await page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("100");
});

test("a pause keeps what was stored, and no request is left", async () => {
  const page = await stage.open();
  stage.demo.settings.rate = 3 * MB;
  await pick(page);
  await underWay(page);
  await button(page, "Pause").click();
  await button(page, "Resume").waitFor();
  const stored = last()?.parts.length ?? 0;
  expect(stored).toBeGreaterThan(0);
  await expect.poll(() => stage.demo.api.inFlight(), { timeout: 10_000 }).toBe(0);
  expect(last()?.status).toBe("pending");
  const uploads = stage.demo.api.uploads().length;
  stage.demo.settings.rate = 0;
  await button(page, "Resume").click();
  await finished(page);
  expect(stage.demo.api.uploads()).toHaveLength(uploads);
});

test("after a reload, the same file goes on where it stopped", async () => {
  const page = await stage.open();
  stage.demo.settings.rate = 3 * MB;
  await pick(page);
  await underWay(page);
  await page.reload();
  await page
    .getByText(/recording\.wav \(12\.0 MB\) is not finished: \d parts are stored/)
    .waitFor();
  const uploads = stage.demo.api.uploads().length;
  stage.demo.settings.rate = 0;
  await pick(page);
  await finished(page);
  expect(stage.demo.api.uploads()).toHaveLength(uploads);
  await page.reload();
  expect(await page.getByText("is not finished").isVisible()).toBe(false);
});

test.each(["Cancel", "Discard it"])(
  "%s ends the Upload, and nothing is offered again",
  async (name) => {
    const page = await stage.open();
    stage.demo.settings.rate = 3 * MB;
    await pick(page);
    await underWay(page);
    if (name === "Discard it") await page.reload();
    await button(page, name).click();
    await expect.poll(() => last()?.status).toBe("cancelled");
    await page.getByText("Drop a file here").waitFor();
    await page.reload();
    expect(await page.getByText("is not finished").isVisible()).toBe(false);
  },
);

test("with faults parts are sent again, are marked as such, and the file arrives", async () => {
  const page = await stage.open();
  await page.getByRole("switch").check();
  await expect.poll(() => stage.demo.settings.faults).toBe(true);
  await pick(page);
  await finished(page);
  const failed = stage.demo.api.requests().filter(({ fault }) => fault !== undefined);
  const count = Number(await page.locator("#again").textContent());
  expect(failed.length).toBeGreaterThan(0);
  expect(count).toBeGreaterThan(0);
  expect(await page.locator("#map i.again").count()).toBeGreaterThan(0);
});

test("it can be done with the keyboard alone", async () => {
  const page = await stage.open();
  stage.demo.settings.rate = 3 * MB;
  await page.keyboard.press("Tab");
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  await (await chooser).setFiles(stage.path);
  await underWay(page);
  await page.keyboard.press("Space");
  await button(page, "Resume").waitFor();
  stage.demo.settings.rate = 0;
  await page.keyboard.press("Space");
  await finished(page);
  await page.keyboard.press("Enter");
  await page.getByText("Drop a file here").waitFor();
});
