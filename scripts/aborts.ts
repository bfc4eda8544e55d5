/**
 * Aborts uploads at random moments while code of the caller's hangs, over both transports, and says how long after the
 * abort each has settled. Options: --runs (default 300), --seed (default 1).
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { createClient, uploadFile, UploadsApi, type PartSource } from "../generated/src/node.ts";
import { createUploadsServer } from "../generated/src/runtime/uploads/testing/index.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "300" }, seed: { type: "string", default: "1" } },
});
let state = Number(values.seed);
/** A whole number below `end`. */
const random = (end: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * end);
};

const server = createUploadsServer();
const served = createAdaptorServer({ fetch: server.fetch, overrideGlobalObjects: false });
await new Promise<void>((resolve) => served.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(served.address() as AddressInfo).port}/v1`;

const never = new Promise<never>(() => undefined);
const content = new Uint8Array(100_000);
const hooks = [
  "fingerprint",
  "read",
  "stream",
  "source.md5",
  "md5",
  "hash",
  "get",
  "set",
  "delete",
  "cancel",
  "onProgress",
] as const;

const rows: { hook: string; clears: boolean; ms: number; isRight: boolean }[] = [];
for (let run = 0; run < Number(values.runs); run++) rows.push(await abortOne());
served.close();
process.exitCode = report() ? 0 : 1;
setTimeout(() => process.exit(), 100).unref();

type Hang = <T>(name: string, value: () => T) => T | Promise<never>;

function sourceOf(hook: string, hang: Hang): PartSource {
  const stalled = { [Symbol.asyncIterator]: () => ({ next: () => never }) };
  return {
    size: content.length,
    name: "a.bin",
    id: "a",
    fingerprint: () => hang("fingerprint", () => "same"),
    read: (start, end) =>
      hang("read", () => (hook === "stream" ? stalled : content.subarray(start, end))),
    cancel: () => hang("cancel", () => undefined),
    ...(hook === "source.md5" && { md5: () => never }),
  };
}

function storeOf(hang: Hang) {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => hang("get", () => kept.get(key)),
    set: (key: string, value: unknown) => hang("set", () => kept.set(key, value)),
    delete: (key: string) => hang("delete", () => kept.delete(key)),
  };
}

async function abortOne() {
  const hook = hooks[random(hooks.length)] ?? "read";
  const from = 1 + random(4);
  let calls = 0;
  const hang: Hang = (name, value) => (name === hook && ++calls >= from ? never : value());
  const source = sourceOf(hook, hang);
  const checkpoint = storeOf(hang);
  const controller = new AbortController();
  const reason = new Error("enough");
  const fetch = random(2) ? globalThis.fetch : undefined;
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl, fetch }));
  const upload = uploadFile(uploads, source, {
    purpose: "fine-tune",
    partSize: 5000,
    concurrency: 1 + random(12),
    md5: hook === "md5" ? () => never : hook === "source.md5",
    checkpoint: random(2) ? checkpoint : undefined,
    signal: controller.signal,
    onProgress: () => hang("onProgress", () => undefined),
  }).then(
    () => "completed",
    (error: unknown) => error,
  );
  await wait(random(60));
  const begun = server.requests().length;
  const aborted = performance.now();
  controller.abort(reason);
  const outcome = await upload;
  const ms = Math.round(performance.now() - aborted);
  const clears = server
    .requests()
    .slice(begun)
    .some(({ path }) => path.endsWith("/cancel"));
  return { hook, clears, ms, isRight: outcome === reason || outcome === "completed" };
}

/** Prints what was found. Whether all of it is as documented. */
function report(): boolean {
  const table = Object.fromEntries(
    hooks.map((hook) => {
      const own = rows.filter((row) => row.hook === hook).map(({ ms }) => ms);
      own.sort((a, b) => a - b);
      const at = (share: number) => own[Math.floor(share * (own.length - 1))] ?? 0;
      return [hook, { runs: own.length, "median ms": at(0.5), "most ms": at(1) }];
    }),
  );
  console.table(table);
  const late = rows.filter(({ ms, clears, hook }) => {
    const clearing = clears || ["get", "set", "delete"].includes(hook) ? 4200 : 0;
    return ms > 100 + clearing;
  });
  const wrong = rows.filter(({ isRight }) => !isRight);
  const quick = rows.filter(({ ms }) => ms <= 100).length;
  console.log(
    `${rows.length} aborts, ${quick} within 100 ms, ${late.length} late, ${wrong.length} wrong`,
  );
  return late.length + wrong.length === 0;
}
