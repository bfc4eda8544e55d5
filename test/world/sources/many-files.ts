import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { serve } from "../../crash/serve.ts";
import { filesOf } from "../../support/guide-files.ts";

const run = promisify(execFile);
const KiB = 2 ** 10;

export interface ManyFiles {
  readonly files: number;
  /** Bytes of the largest; the smallest has 10 KiB. */
  readonly largest: number;
  /** How many files and sockets the process may have open. */
  readonly descriptors: number;
  /** How many uploads the program of the guide has under way at the same time. */
  readonly atOnce: number;
}

export interface Outcome {
  readonly uploaded: number;
  /** Each message once, with `…` for what differs. */
  readonly failures: readonly string[];
  /** The names of the Files at the server, in order. */
  readonly names: readonly string[];
  /** Bytes of these Files. */
  readonly bytes: number;
  readonly seconds: number;
}

/** Uploads a folder with the guide's program, in a process that may open only so much. */
export async function uploadMany(plan: ManyFiles): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "many-"));
  const [files, directory] = [join(folder, "files"), join(folder, "server")];
  await Promise.all([files, directory].map((it) => mkdir(it)));
  await writeFiles(files, plan);
  const program = join(folder, "program.mjs");
  await writeProgram(program, plan.atOnce);
  const server = await serve({ directory });
  try {
    const started = performance.now();
    // By name, since looking that up takes files, too.
    const baseUrl = server.baseUrl.replace("127.0.0.1", "localhost");
    const results = await start(program, files, plan.descriptors, baseUrl);
    const seconds = (performance.now() - started) / 1000;
    const done = server.uploads().filter(({ status }) => status === "completed");
    return {
      ...results,
      names: done.map(({ filename }) => filename).sort(),
      bytes: done.reduce((sum, { bytes }) => sum + bytes, 0),
      seconds,
    };
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** As many small ones as large ones, by their logarithm. */
async function writeFiles(folder: string, { files, largest }: ManyFiles): Promise<void> {
  const content = randomBytes(largest);
  const ratio = largest / (10 * KiB);
  for (let at = 0; at < files; at++) {
    const size = Math.round(10 * KiB * ratio ** (at / Math.max(1, files - 1)));
    await writeFile(join(folder, `${at}.txt`), content.subarray(0, size));
  }
}

async function writeProgram(outfile: string, atOnce: number): Promise<void> {
  const shown = filesOf("uploading-files").get("upload-folder.ts") ?? "";
  if (!shown.includes("pLimit(16)")) throw new Error("the guide's program has changed");
  const contents = `${shown.replace("pLimit(16)", `pLimit(${atOnce})`)}
    const results = await uploadFolder(process.argv[2]!);
    const tell = (it: (typeof results)[number]) => (it.status === "rejected" ? String(it.reason) : "");
    process.stdout.write(JSON.stringify(results.map(tell)));`;
  await build({
    stdin: { contents, resolveDir: resolve("."), loader: "ts" },
    alias: { "openai-uploads/node": resolve("generated/src/node.ts") },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
  });
}

async function start(
  program: string,
  files: string,
  descriptors: number,
  baseUrl: string,
): Promise<Pick<Outcome, "uploaded" | "failures">> {
  const command = 'ulimit -n "$1" && shift && exec "$@"';
  const args = ["-c", command, "sh", String(descriptors), process.execPath, program, files];
  const env = { ...process.env, OPENAI_API_KEY: "key", OPENAI_BASE_URL: baseUrl };
  const { stdout } = await run("sh", args, { env, maxBuffer: 2 ** 26 });
  const told = JSON.parse(stdout) as string[];
  const failures = told.filter((it) => it !== "").map((it) => it.replaceAll(files, "…"));
  return {
    uploaded: told.filter((it) => it === "").length,
    failures: [
      ...new Set(failures.map((it) => it.replace(/\d+\.txt|upload_\d+|:\d+/g, "…"))),
    ].sort(),
  };
}
