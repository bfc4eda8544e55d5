/** One run of the program on one platform. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Setting } from "./checks/context.ts";
import type { Report } from "./program.ts";
import type { Runtime } from "./runtimes.ts";
import { startServer } from "./server.ts";

/** Milliseconds for all checks, and for a process to end after them. */
const patience = 120_000;
const farewell = 5000;

const pages = {
  page: '<script type="module" src="/program.js"></script>',
  worker: '<script>new Worker("/program.js", { type: "module" });</script>',
};

export interface Way {
  readonly entry: string;
  /** In a browser: where in it. */
  readonly page?: keyof typeof pages;
  /** The bundled program. */
  readonly program: string;
}

/** Runs all checks and reports them. What keeps the program from running or from ending is the check "ends". */
export async function runOn(
  start: NonNullable<Runtime["start"]>,
  { page, program }: Way,
  { folder, path }: { readonly folder: string; readonly path: string },
): Promise<Report> {
  await mkdir(folder);
  const server = await startServer(page ? await pagesOf(page, program) : {});
  const setting: Setting = { origin: server.origin, path, folder: join(folder, "checkpoints") };
  // Another origin than the server's.
  const url = `${server.origin.replace("127.0.0.1", "localhost")}/page`;
  const target = page ? [url] : [program, JSON.stringify(setting)];
  const started = start(target, folder);
  try {
    const early = started.ended.then((problem) => problem ?? "ended without a report");
    const report = await within(patience, Promise.race([server.report, early]));
    if (typeof report === "string") return { ends: report };
    const ends = page ? "-" : ((await within(farewell, started.ended)) ?? "ok");
    return { ...report, ends };
  } finally {
    started.stop();
    server.close();
    await started.ended;
  }
}

async function pagesOf(
  page: keyof typeof pages,
  program: string,
): Promise<Record<string, Response>> {
  const script = await readFile(program);
  return {
    "/page": new Response(pages[page], { headers: { "content-type": "text/html" } }),
    "/program.js": new Response(script, { headers: { "content-type": "text/javascript" } }),
  };
}

/** A promise, or a complaint when it takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, milliseconds, `not within ${milliseconds / 1000} s`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
