/** The demo page in Debian's Chromium, driven as its user would. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { startDemo, type DemoServer } from "../../scripts/demo-web/server.ts";

const executablePath = "/usr/bin/chromium";

export interface Stage extends AsyncDisposable {
  readonly demo: DemoServer;
  /** Where a file of random bytes is, and what it holds. */
  readonly path: string;
  readonly content: Buffer;
  /** A profile of its own, with the page open. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

/** With a file of this many bytes. */
export async function setStage(size: number, name = "recording.wav"): Promise<Stage> {
  if (!existsSync(executablePath))
    throw new Error(`${executablePath}: not installed; run apt-get install chromium`);
  const folder = await mkdtemp(join(tmpdir(), "openai-uploads-web-"));
  const [directory, path] = [join(folder, "api"), join(folder, name)];
  const content = randomBytes(size);
  await mkdir(directory);
  await writeFile(path, content);
  const demo = await startDemo(directory);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser: Browser = await chromium.launch({ executablePath, args });
  return {
    demo,
    path,
    content,
    async open(options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(demo.origin);
      await page.locator("#rate").waitFor();
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await demo[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, maxRetries: 3 });
    },
  };
}
