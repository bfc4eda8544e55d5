import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rollup } from "rollup";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openai-uploads-types-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  const from = process.cwd();
  process.chdir("generated");
  try {
    // By its URL: the compiler has no types for it.
    const url = new URL("../../generated/rollup.config.js", import.meta.url).href;
    const { default: config } = (await import(url)) as { default: Config };
    const build = await rollup(config);
    for (const output of [config.output].flat())
      await build.write({ ...output, dir: join(folder, "dist") });
  } finally {
    process.chdir(from);
  }
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

interface Config {
  readonly output: { readonly dir: string } | { readonly dir: string }[];
}

test("a class is the same type whether it is imported or required", async () => {
  const program = `
    import type { UploadsApi as Imported } from "./dist/index.js";
    import type { UploadsApi as Required } from "./dist/index.cjs";
    import type { openFile } from "./dist/node.js";
    import type { paths } from "./dist/schema.js";
    import type { createUploadsServer } from "./dist/testing.js";
    export const required = (api: Imported): Required => api;
    export const imported = (api: Required): Imported => api;
    export type All = [typeof openFile, keyof paths, typeof createUploadsServer];
    // @ts-expect-error There is no such name.
    export type { nothing } from "./dist/index.js";
  `;
  expect(await problemsOf(program)).toEqual([]);
});

test("what has docstrings is in the package once", async () => {
  const names = (await readdir(join(folder, "dist"), { recursive: true })).sort();
  const types = ["index", "node", "schema", "testing"].map((name) => `${name}.d.ts`);
  expect(names.filter((name) => name.endsWith(".d.ts"))).toEqual(types);
});

async function problemsOf(program: string): Promise<string[]> {
  const file = join(folder, "program.mts");
  await writeFile(file, program);
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.Node16,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"],
    types: ["node"],
    strict: true,
    noEmit: true,
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
