/** The program that runs on every platform. It uses what browsers have, and of Node what the package brings along. */
import { abort } from "./checks/abort.ts";
import { key, type Context, type Outcome, type Setting } from "./checks/context.ts";
import { environment } from "./checks/environment.ts";
import { redirect, redirectedPart, refuses, stall } from "./checks/refusals.ts";
import { resume } from "./checks/resume.ts";
import { progress, uploads } from "./checks/upload.ts";
import { contentSize, makeContent } from "./content.ts";

/** The name of each check, and "ok" or what went wrong. */
export type Report = Record<string, string>;

/** Runs all checks, one after the other, and sends the report to the server. */
export async function runChecks(library: Context["library"], setting: Setting): Promise<void> {
  const context = { library, setting, content: makeContent() };
  const report: Report = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      report[name] = await check(context);
    } catch (error) {
      report[name] = String(error);
    }
  }
  await fetch(`${setting.origin}/report`, { method: "POST", body: JSON.stringify(report) });
}

const checks: Record<string, (context: Context) => Promise<Outcome>> = {
  blob: (context) => uploads(context, new Blob([context.content])),
  bytes: (context) => uploads(context, context.content),
  async openFile(context) {
    const { library, setting } = context;
    if (!("openFile" in library)) return "-";
    await using file = await library.openFile(setting.path);
    return await uploads(context, file);
  },
  path(context) {
    const { library, setting } = context;
    if (!("openFile" in library)) return Promise.resolve("-");
    return uploads(context, setting.path);
  },
  sharedMemory(context) {
    // Pages have it only where they are isolated.
    if (!("SharedArrayBuffer" in globalThis)) return Promise.resolve("-");
    const shared = new Uint8Array(new SharedArrayBuffer(contentSize));
    shared.set(context.content);
    return uploads(context, shared);
  },
  stream(context) {
    const stream = new Blob([context.content]).stream();
    return uploads(context, context.library.streamSource(stream, { size: contentSize }));
  },
  progress,
  stall,
  abort,
  resume,
  "413": (context) => refuses(context, "small", key, 413),
  "401": (context) => refuses(context, "v1", "another-key", 401),
  redirect,
  redirectedPart,
  environment,
};
