/**
 * Makes one call per kind of response, and prints as JSON how each ended, and by how much the memory of the process has
 * grown meanwhile over what normal calls take. Arguments: base URL, transport, JSON of the calls.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createClient, UploadsApi } from "../../../generated/src/node.ts";

/** A call to make. */
export interface Call {
  readonly kind: string;
  readonly timeout?: number | undefined;
  /** Whether it waits beside others. */
  readonly isIdle?: boolean | undefined;
}

/** How a call has ended. */
export interface Ending {
  readonly error?: string;
  readonly status?: number;
  readonly message: string;
  readonly milliseconds: number;
  /** The most memory that the process has taken meanwhile, over what it had taken before. Bytes. */
  readonly grown: number;
}

/** What the program prints. */
export interface Report {
  readonly endings: Readonly<Record<string, Ending>>;
  /** Bytes in use after all calls, over what was in use before. */
  readonly kept: number;
}

const [server = "", transport = "", calls = ""] = process.argv.slice(2);
const announced = { filename: "a", purpose: "assistants", bytes: 5, mime_type: "a/b" } as const;

function make({ kind, timeout = 20_000 }: Call): Promise<unknown> {
  const fetch = transport === "fetch" ? globalThis.fetch : undefined;
  const baseUrl = `${server}/${encodeURIComponent(kind)}`;
  const client = createClient({ apiKey: "sk-test-1234", baseUrl, fetch, timeout, maxRetries: 1 });
  return new UploadsApi(client).createUpload(announced);
}

/** The most memory since the last `forget`, and what is in use now, in bytes. As Linux tells it. */
function memory(): { most: number; now: number } {
  if (process.platform !== "linux") return { most: 0, now: 0 };
  const status = readFileSync("/proc/self/status", "utf8");
  const bytes = (name: string) => Number(new RegExp(`${name}:\\s*(\\d+)`).exec(status)?.[1]) * 1024;
  return { most: bytes("VmHWM"), now: bytes("VmRSS") };
}

function forget(): void {
  globalThis.gc?.();
  writeFileSync("/proc/self/clear_refs", "5");
}

/** What is no garbage, whatever the process holds on to besides. */
function inUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function end(call: Call): Promise<Ending> {
  if (process.platform === "linux" && !call.isIdle) forget();
  const before = memory().now;
  const start = Date.now();
  const { name, status, message } = await make(call).then(
    () => ({ name: undefined, status: undefined, message: "" }),
    (error: unknown) => error as Error & { status?: number },
  );
  const milliseconds = Date.now() - start;
  return {
    ...(name !== undefined && { error: name }),
    ...(status !== undefined && { status }),
    message: message.slice(0, 2000),
    milliseconds,
    grown: memory().most - before,
  };
}

/** What a collector leaves lying is a matter of luck. What a call really takes, it takes every time. */
async function endWithLuck(call: Call): Promise<Ending> {
  const first = await end(call);
  let { grown } = first;
  for (let more = 1; more < 5 && grown > 35e6; more++) {
    grown = Math.min(grown, (await end({ ...call, kind: `again ${call.kind}` })).grown);
  }
  return { ...first, grown };
}

for (let count = 0; count < 100; count++) await make({ kind: "normal" });
const normal = inUse();
const endings: Record<string, Ending> = {};
const all = JSON.parse(calls) as Call[];
const idle = all.filter(({ isIdle }) => isIdle);
await Promise.all(idle.map(async (call) => (endings[call.kind] = await end(call))));
for (const call of all) endings[call.kind] ??= await endWithLuck(call);
const report: Report = { endings, kept: inUse() - normal };
console.log(JSON.stringify(report));
process.exit();
