import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import type { GeneratedFile } from "../../generator/generated-file.ts";

/** What each call has at hand: bytes that no text encoding and no careless form leaves as they are. */
const prelude = `
import * as api from "./index.ts";
const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128, 10]);
`;

/** A file of the client's package that makes one call. */
export function callerOf(call: string): GeneratedFile {
  const text = `${prelude}
export function run(baseUrl: string): Promise<unknown> {
  const client = api.createClient({ apiKey: null, baseUrl });
  return ${call};
}`;
  return { path: "src/caller.ts", text };
}

/** Writes a client and its caller to a temporary folder, bundles them and runs the call. */
export async function runCall(files: readonly GeneratedFile[], baseUrl: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "client-"));
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { outputFiles } = await build({
      entryPoints: [join(folder, "src/caller.ts")],
      nodePaths: [resolve("node_modules")],
      bundle: true,
      write: false,
      format: "esm",
    });
    const [bundle] = outputFiles;
    const url = `data:text/javascript;base64,${Buffer.from(bundle?.contents ?? []).toString("base64")}`;
    const { run } = (await import(url)) as { run: (baseUrl: string) => Promise<unknown> };
    await run(baseUrl);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
