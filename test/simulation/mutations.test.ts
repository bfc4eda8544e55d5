import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { explore as Explore } from "./explore.ts";
import { callerMutations } from "./caller-mutations.ts";
import { mutations as ownMutations, type Mutation } from "./mutations.ts";

const mutations = [...ownMutations, ...callerMutations];

const runtime = fileURLToPath(new URL("../../generated/src/runtime/", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mutations-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe.each(mutations)("promise $promise: $what", (mutation) => {
  test("is caught", { timeout: 120_000 }, async () => {
    const { failed, errorInstance } = await (
      await mutated(mutation)
    )({
      runs: 2000,
      seed: 1,
      shrink: false,
      misbehaving: mutation.promise === 11,
    });
    expect(failed && errorInstance).toMatchObject({ name: "Violation" });
  });
});

test("every one of the promises is broken", () => {
  const broken = new Set(mutations.map(({ promise }) => promise));
  expect([...broken].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

/** The simulation, of an uploader with a break in it. */
async function mutated({ file, from, to }: Mutation): Promise<typeof Explore> {
  const path = join(runtime, file);
  const text = await readFile(path, "utf8");
  expect(text.split(from), `${from} stands in ${file} once`).toHaveLength(2);
  const outfile = join(folder, `${mutations.findIndex((it) => it.from === from)}.mjs`);
  await bundle({
    entryPoints: [fileURLToPath(new URL("explore.ts", import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    plugins: [
      {
        name: "mutation",
        setup(build) {
          build.onLoad({ filter: /\.ts$/ }, (loaded) =>
            loaded.path === path ? { contents: text.replace(from, () => to), loader: "ts" } : null,
          );
        },
      },
    ],
  });
  const module = (await import(pathToFileURL(outfile).href)) as { explore: typeof Explore };
  return module.explore;
}
