/** Chromium and Firefox, both over WebDriver BiDi or what Chromium has instead. */
import { launch, type LaunchOptions, type Page } from "puppeteer-core";
import type { Browser, Launcher } from "./browser.ts";

const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const chromiumOptions: LaunchOptions = {
  browser: "chrome",
  executablePath: "/usr/bin/chromium",
  args: chromiumArgs,
};

export const chromium: Launcher = {
  name: "Chromium",
  packages: ["chromium"],
  programs: ["/usr/bin/chromium"],
  start: (folder) => startBrowser("Chromium", { ...chromiumOptions, userDataDir: folder }),
};

export const firefox: Launcher = {
  name: "Firefox",
  packages: ["firefox-esr"],
  programs: ["/usr/bin/firefox-esr"],
  start: (folder) =>
    startBrowser("Firefox", {
      browser: "firefox",
      executablePath: "/usr/bin/firefox-esr",
      userDataDir: folder,
      // No look for updates, no reports.
      extraPrefsFirefox: {
        "app.update.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "toolkit.telemetry.enabled": false,
      },
    }),
};

/** As puppeteer has it, for what only Chromium can do. */
export function launchChromium(folder: string): ReturnType<typeof launch> {
  return launch({ ...common, ...chromiumOptions, userDataDir: folder });
}

const common: LaunchOptions = { headless: true, protocolTimeout: 300_000 };

async function startBrowser(name: string, options: LaunchOptions): Promise<Browser> {
  const browser = await launch({ ...common, ...options });
  let page: Page | undefined;
  const current = () => {
    if (!page) throw new Error("open a page first");
    return page;
  };
  const version = /\d+(\.\d+)?/.exec(await browser.version())?.[0] ?? "";
  return {
    name: `${name} ${version}`,
    async open(url) {
      // A page of its own each time: what hangs in another can't hold this one up.
      const old = page;
      page = await browser.newPage();
      await old?.close();
      await page.goto(url);
    },
    async pick(path) {
      const input = await current().$("input[type=file]");
      await (input as { uploadFile(path: string): Promise<void> } | null)?.uploadFile(path);
    },
    call: (name, argument) => current().evaluate(`${name}(${JSON.stringify(argument)})`),
    close: () => browser.close(),
  };
}
