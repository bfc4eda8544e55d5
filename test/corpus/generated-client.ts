import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";

/** A file of the client's package with the calls; each has at hand bytes that no careless form leaves as they are. */
export function callerOf(calls: readonly string[]): GeneratedFile {
  const functions = calls.map((call) => `  (client: api.Client): Promise<unknown> => ${call},`);
  const text = `
import * as api from "./index.ts";
export { createClient } from "./index.ts";
const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128, 10]);
export const calls = [
${functions.join("\n")}
  // Where no call needs them.
  () => Promise.resolve(bytes),
];`;
  return { path: "src/caller.ts", text };
}

/** Makes the call of that index against a server. */
export type Caller = (index: number, baseUrl: string) => Promise<unknown>;

/** Writes a client and its caller to a temporary folder, bundles them and loads the bundle. */
export async function load(files: readonly GeneratedFile[]): Promise<Caller> {
  const folder = mkdtempSync(join(tmpdir(), "client-"));
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { calls, createClient } = await importBundle(join(folder, "src/caller.ts"));
    return async (index, baseUrl) => calls[index]?.(createClient({ apiKey: null, baseUrl }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface CallerModule {
  readonly calls: readonly ((client: unknown) => Promise<unknown>)[];
  readonly createClient: (options: { apiKey: null; baseUrl: string }) => unknown;
}

async function importBundle(entry: string): Promise<CallerModule> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    nodePaths: [resolve("node_modules")],
    bundle: true,
    write: false,
    format: "esm",
  });
  const [bundle] = outputFiles;
  const code = Buffer.from(bundle?.contents ?? []).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)) as CallerModule;
}
