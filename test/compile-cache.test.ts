import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "compiled-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const keepsByItself = "enableCompileCache" in Module;

/** A library as large as those whose code is kept. */
function library(word: string): string {
  return `const path = require("node:path");\nmodule.exports = () => path.basename("/a/${word}");\n${"//\n".repeat(20_000)}`;
}

/** What a program prints that loads `library.cjs` with its code kept. */
function run(kept: string): string {
  const source = resolve("generator/compile-cache.ts");
  const program = `
    const { keepCompiled } = await import(${JSON.stringify(source)});
    const { createRequire } = await import("node:module");
    keepCompiled(${JSON.stringify(kept)});
    console.log(createRequire(${JSON.stringify(`${folder}/`)})("./library.cjs")());`;
  const node = ["--import", "tsx", "--input-type=module", "--eval", program];
  return execFileSync(process.execPath, node, { encoding: "utf8" }).trim();
}

test("a library does the same from its kept code, and what it says itself once it has changed", () => {
  const kept = join(folder, "compiled");
  writeFileSync(join(folder, "library.cjs"), library("old"));
  expect([run(kept), run(kept)]).toEqual(["old", "old"]);
  expect(existsSync(kept) && readdirSync(kept).length).toBe(keepsByItself ? false : 1);
  writeFileSync(join(folder, "library.cjs"), library("new"));
  expect(run(kept)).toBe("new");
});

test("where nothing can be kept, it is compiled", () => {
  writeFileSync(join(folder, "library.cjs"), library("old"));
  expect(run(join(folder, "library.cjs", "compiled"))).toBe("old");
});
