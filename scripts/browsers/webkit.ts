/** WebKitGTK's MiniBrowser on a screen of its own, driven over W3C WebDriver. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { atExit } from "../at-exit.ts";
import type { Browser, Launcher } from "./browser.ts";

const miniBrowser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

export const webkit: Launcher = {
  name: "WebKit",
  packages: ["webkit2gtk-driver", "xvfb"],
  programs: ["/usr/bin/WebKitWebDriver", miniBrowser, "/usr/bin/Xvfb"],
  start,
};

async function start(folder: string): Promise<Browser> {
  const children: ChildProcess[] = [];
  const close = async () => {
    for (const child of children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, "exit");
    }
  };
  try {
    const display = await startScreen(children);
    const env = { ...process.env, DISPLAY: display, HOME: folder, XDG_RUNTIME_DIR: folder };
    const origin = await startDriver(children, env);
    const session = await Session.start(origin);
    return {
      name: `WebKit ${session.version}`,
      open: (url) => session.open(url),
      pick: (path) => session.pick(path),
      call: (name, argument) => session.call(name, argument),
      close: () => session.end().finally(close),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Xvfb chooses a free display and writes its number. */
async function startScreen(children: ChildProcess[]): Promise<string> {
  const screen = spawn("/usr/bin/Xvfb", ["-displayfd", "3", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  children.push(screen);
  screen.once(
    "exit",
    atExit(() => screen.kill()),
  );
  const [number] = (await once(screen.stdio[3] as NodeJS.ReadableStream, "data")) as [Buffer];
  return `:${number.toString().trim()}`;
}

async function startDriver(children: ChildProcess[], env: NodeJS.ProcessEnv): Promise<string> {
  const port = 20_000 + (process.pid % 20_000);
  const driver = spawn("/usr/bin/WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore" });
  children.push(driver);
  driver.once(
    "exit",
    atExit(() => driver.kill()),
  );
  const origin = `http://127.0.0.1:${port}`;
  for (let turn = 0; turn < 100; turn++) {
    const status = await fetch(`${origin}/status`).catch(() => undefined);
    if (status?.ok) return origin;
    await wait(100);
  }
  throw new Error("WebKitWebDriver does not come up within 10 s");
}

/** How W3C WebDriver marks a reference to an element. */
const elementKey = "element-6066-11e4-a52e-4f735466cecf";

interface Started {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

class Session {
  readonly version: string;
  readonly #url: string;

  constructor(url: string, version: string) {
    this.#url = url;
    this.version = version;
  }

  static async start(origin: string): Promise<Session> {
    const options = { binary: miniBrowser, args: ["--automation"] };
    const alwaysMatch = { "webkitgtk:browserOptions": options, timeouts: { script: 300_000 } };
    const body = { capabilities: { alwaysMatch } };
    const started = (await request("POST", `${origin}/session`, body)) as Started;
    const { sessionId, capabilities } = started;
    return new Session(`${origin}/session/${sessionId}`, capabilities.browserVersion);
  }

  async open(url: string): Promise<void> {
    await request("POST", `${this.#url}/url`, { url });
  }

  async pick(path: string): Promise<void> {
    const query = { using: "css selector", value: "input[type=file]" };
    const found = (await request("POST", `${this.#url}/element`, query)) as Record<string, string>;
    const element = `${this.#url}/element/${found[elementKey]}`;
    await request("POST", `${element}/value`, { text: path });
  }

  async call(name: string, argument: unknown): Promise<unknown> {
    const script = `
      const [argument, done] = arguments;
      Promise.resolve(argument).then(${name}).then(
        (value) => done({ value }),
        (error) => done({ error: String(error) }),
      );`;
    const body = { script, args: [argument] };
    const response = await request("POST", `${this.#url}/execute/async`, body);
    const { value, error } = response as { value?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  async end(): Promise<void> {
    await request("DELETE", this.#url);
  }
}

async function request(method: string, url: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`${method} ${url}: ${JSON.stringify(value)}`);
  return value;
}
