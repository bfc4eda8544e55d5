/** Imports a module, or does so and uploads once, and prints what that took. It imports nothing that would help them. */
import { writeSync } from "node:fs";
import type { Task, Way } from "./task.ts";

export interface Start extends Pick<Task, "url" | "built" | "paths"> {
  /** What is imported. */
  readonly module?: string | undefined;
  /** What uploads, if something does. */
  readonly way?: keyof typeof first | undefined;
}

export interface Started {
  readonly milliseconds: number;
  /** User and system, of all threads. */
  readonly cpuMilliseconds: number;
}

const first = {
  ours: async () => (await import("./ours.ts")).firstUpload,
  "node-http": async () => (await import("./node-http.ts")).nodeHttp,
  fetch: async () => (await import("./fetch.ts")).bareFetch,
  openai: async () => (await import("./openai.ts")).openaiBytes,
} satisfies Record<string, () => Promise<Way>>;

const order = JSON.parse(process.argv[2] ?? "") as Start;
const cpuBefore = process.cpuUsage();
const begun = performance.now();
if (order.module !== undefined) await import(order.module);
if (order.way !== undefined) {
  const send = await (await first[order.way]())(order);
  await send(order.paths[0] ?? "");
}
const milliseconds = performance.now() - begun;
const { user, system } = process.cpuUsage(cpuBefore);
const started: Started = { milliseconds, cpuMilliseconds: (user + system) / 1000 };
// Not process.stdout, nor a channel to the parent: both load parts of Node before the clock starts.
writeSync(1, JSON.stringify(started));
process.exit();
