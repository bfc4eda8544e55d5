import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { crossCutting } from "./cross-cutting.ts";

/** All TypeScript files below a folder, by their paths in it. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/^(?:scenarios|real-documents|dist)\//.test(path))
    .sort();
}

/** The test of a source, by its path in `generator/`: a folder's index.ts has the folder's name, or its own. */
export function testsOf(source: string): string[] {
  const path = source.replace(/\.ts$/, ".test.ts");
  return path.endsWith("/index.test.ts")
    ? [path, path.replace("/index.test.ts", ".test.ts")]
    : [path];
}

/** Why a test has no source of its name: the most special reason there is. Undefined where it has one. */
export function reasonFor(test: string): string | undefined {
  const reasons = Object.keys(crossCutting).filter((key) =>
    key.endsWith("/") ? test.startsWith(key) : test === key,
  );
  return reasons.sort((a, b) => b.length - a.length)[0];
}

/** The tests without a source of their name, by their paths in `test/`. */
export function testsWithoutSource(): string[] {
  const known = new Set(sourcesBelow("generator").flatMap(testsOf));
  return sourcesBelow("test").filter((path) => path.endsWith(".test.ts") && !known.has(path));
}

/** The sources that no test is called after, and that nothing in `test/` imports. */
export function sourcesWithoutTest(): string[] {
  const imported = new Set(sourcesBelow("test").flatMap(importsOf));
  return sourcesBelow("generator").filter(
    (source) =>
      !imported.has(source) && !testsOf(source).some((test) => existsSync(join("test", test))),
  );
}

/** What a file in `test/` imports of `generator/`; copies of the runtime are what they were copied from. */
function importsOf(file: string): string[] {
  const text = readFileSync(join("test", file), "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]*)"/g)].flatMap(([, path = ""]) => {
    const found = normalize(join("test", dirname(file), path));
    const source = found.replace("generated/src/runtime/", "generator/runtime/");
    return source.startsWith("generator/") ? [source.replace("generator/", "")] : [];
  });
}
