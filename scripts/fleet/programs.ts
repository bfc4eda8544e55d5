/** The programs of the guide, which are what readers copy, as files that Node runs. */
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { atExit } from "../at-exit.ts";
import { filesOf } from "../../test/support/guide-files.ts";

export interface Programs extends Disposable {
  readonly worker: string;
  readonly producer: string;
}

/** Changes a file of the guide before it is run, to see what becomes of a fleet without something. */
export type Edit = (text: string, name: string) => string;

export async function unpackPrograms(edit: Edit): Promise<Programs> {
  // Where BullMQ, ioredis and openai are found.
  const folder = await mkdtemp(resolve("node_modules", ".fleet-"));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  const forget = atExit(remove);
  await bundleInto(folder, edit);
  return {
    worker: join(folder, "worker.mjs"),
    producer: join(folder, "producer.mjs"),
    [Symbol.dispose]: () => {
      remove();
      forget();
    },
  };
}

async function bundleInto(folder: string, edit: Edit): Promise<void> {
  const sources = join(folder, "sources");
  await mkdir(sources);
  for (const [name, text] of filesOf("fleet"))
    await writeFile(join(sources, name), edit(text, name));
  await build({
    entryPoints: [join(sources, "worker.ts"), join(sources, "producer.ts")],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    alias: { "openai-uploads/node": resolve("generated/src/node.ts") },
    external: ["bullmq", "ioredis", "openai"],
  });
}
