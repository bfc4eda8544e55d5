import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callerMutations } from "./caller-mutations.ts";
import { explore, report } from "./explore.ts";
import { findBreak, readSources } from "./find-break.ts";
import { mutations, type Mutation } from "./mutations.ts";

const runtime = fileURLToPath(new URL("../../generated/src/runtime/", import.meta.url));
const sources = readSources(runtime);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mutations-"));
});

afterAll(() => rm(folder, { recursive: true }));

const all = [...mutations, ...callerMutations];

describe.each(all)("promise $promise: $what", (mutation) => {
  test("is caught", { timeout: 120_000 }, async () => {
    const explore = await mutated(mutation);
    const misbehaving = mutation.promise === 11;
    const { failed, errorInstance } = await explore({
      runs: 2000,
      seed: 1,
      shrink: false,
      misbehaving,
    });
    expect(failed && errorInstance).toMatchObject({ name: "Violation" });
  });
});

test("every one of the eleven promises is broken", () => {
  const broken = new Set(all.map(({ promise }) => promise));
  expect([...broken].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test.each([
  ["", false],
  [" when the caller's own code misbehaves", true],
])(
  "without a break, every promise holds in 2,000 simulated uploads%s",
  { timeout: 120_000 },
  async (_, misbehaving) => {
    const exploration = { runs: 2000, seed: 1, misbehaving };
    const run = await explore(exploration);
    expect(run.failed, report(run, exploration)).toBe(false);
  },
);

/** The simulation, of an uploader with a break in it. */
async function mutated(mutation: Mutation): Promise<typeof explore> {
  const broken = findBreak(mutation, sources);
  const path = join(runtime, broken.path);
  const outfile = join(folder, `${all.indexOf(mutation)}.mjs`);
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
            loaded.path === path ? { contents: broken.text, loader: "ts" } : null,
          );
        },
      },
    ],
  });
  const module = (await import(pathToFileURL(outfile).href)) as { explore: typeof explore };
  return module.explore;
}
