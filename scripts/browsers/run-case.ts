/** One case in one place of one browser, and what came of it. */
import { randomFillSync } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser } from "./browser.ts";
import { contentSize, type Case } from "./cases.ts";
import type { Order, Told } from "./order.ts";
import type { TestServer } from "./server.ts";

/** Milliseconds: twice as long as a part is tried again. */
const patience = 60_000;

const content = randomFillSync(new Uint8Array(contentSize));
const other = content.map((byte) => byte ^ 0xff);

export type Outcome =
  | "right"
  | "new content"
  | "CUT"
  | "MIX"
  | "HANG"
  /** This browser does not have what the case needs. */
  | "-"
  | "source-changed"
  /** It could not be read when the upload began, and the error says so. */
  | "gone"
  | "checksum"
  | `failed: ${string}`;

export interface Result {
  readonly outcome: Outcome;
  readonly seconds: number;
  readonly why?: string | undefined;
}

export async function runCase(
  { browser, server, path }: { browser: Browser; server: TestServer; path: string },
  given: Case,
  way: Pick<Order, "place" | "md5">,
): Promise<Result> {
  const { source, partSize, concurrency } = given;
  await rm(path, { force: true });
  await writeFile(path, content);
  // WebKit tells times by the second.
  await wait(1100);
  await browser.open(server.origin);
  await browser.pick(path);
  await browser.call("take", null);
  const change = async () => {
    if (given.change === "in page") await server.changeInPage(other);
    else await given.change?.(path, other);
  };
  server.arm(given.moment, change);
  const order: Order = { ...way, source, partSize, concurrency };
  if (given.again) await within(patience, browser.call("upload", order));
  if (!given.moment) await change();
  const begun = performance.now();
  const told = (await within(patience, browser.call("upload", order))) as Told | undefined;
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  if (told && "failure" in told && told.failure === "-")
    return { outcome: "-", seconds, why: told.why };
  if (given.moment && !server.hasChanged())
    return { outcome: "failed: too early", seconds, why: JSON.stringify(told) };
  const now = given.change === "in page" ? other : await readFile(path).catch(() => undefined);
  return { seconds, ...(await judge(told, server, now)) };
}

/** `now` is what the file holds after the change. */
async function judge(
  told: Told | undefined,
  server: TestServer,
  now: Uint8Array | undefined,
): Promise<Pick<Result, "outcome" | "why">> {
  if (!told) return { outcome: "HANG" };
  if ("failure" in told) {
    const { failure, why } = told;
    const isNamed = failure === "source-changed" || failure === "checksum";
    const isGone = why.startsWith("UploadError: source.fingerprint failed");
    return { outcome: isNamed ? failure : isGone ? "gone" : `failed: ${failure}`, why };
  }
  const received = await server.received(told.file);
  if (!received) return { outcome: "failed: no File" };
  if (received.equals(content)) return { outcome: "right" };
  if (now && received.equals(now)) return { outcome: "new content" };
  return { outcome: now && received.equals(now.subarray(0, contentSize)) ? "CUT" : "MIX" };
}

/** What a promise resolves with, or undefined when it takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  // It may fail when nobody waits any more, as its page is closed.
  promise.catch(() => undefined);
  const controller = new AbortController();
  const { signal } = controller;
  const late = wait(milliseconds, undefined, { signal }).catch(() => undefined);
  return Promise.race([promise, late]).finally(() => controller.abort());
}
