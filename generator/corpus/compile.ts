import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import type { GeneratedFile } from "../files/generated-file.ts";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: [
    "lib.es2022.d.ts",
    "lib.esnext.disposable.d.ts",
    "lib.dom.d.ts",
    "lib.dom.iterable.d.ts",
    "lib.dom.asynciterable.d.ts",
  ],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
};

/** The folder the files are taken to stand in: below the repository, so that their dependencies are found. */
const root = resolve("generated-in-memory");
/** Of the compiler's package: the bundled generator has the compiler from ts-morph, which keeps them inside. */
const libraryFolder = dirname(
  createRequire(join(import.meta.dirname, "compile.ts")).resolve("typescript"),
);
const libraries = new Map<string, ts.SourceFile>();

/**
 * Type-checks sources in memory, as a strict consumer of a generated package would: one line per error. What needs Node
 * is left out unless `types` has its declarations.
 */
export function compile(
  files: readonly GeneratedFile[],
  overrides: ts.CompilerOptions = {},
): string[] {
  const texts = new Map(files.map(({ path, text }) => [resolve(root, path), text]));
  texts.set(
    resolve(root, "package.json"),
    '{ "name": "openai-uploads", "type": "module", "exports": "./src/index.ts" }',
  );
  const hasNode = overrides.types?.includes("node") ?? false;
  const sources = files
    .map(({ path }) => path)
    .filter((path) => path.endsWith(".ts") && (hasNode || !/\/(testing|node)(\/|\.ts)/.test(path)))
    .map((path) => resolve(root, path));
  const program = ts.createProgram(sources, { ...options, ...overrides }, hostFor(texts));
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const where =
      file === undefined
        ? ""
        : `${file.fileName.slice(root.length + 1)}:${file.getLineAndCharacterOfPosition(start).line + 1} `;
    return where + ts.flattenDiagnosticMessageText(messageText, "\n");
  });
}

function hostFor(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folders = new Set([...texts.keys()].flatMap((path) => ancestors(path)));
  return {
    ...host,
    getDefaultLibLocation: () => libraryFolder,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    directoryExists: (path) => folders.has(path) || (host.directoryExists?.(path) ?? false),
    getSourceFile(path, languageVersion) {
      const text = texts.get(path);
      return text === undefined
        ? library(path, languageVersion)
        : ts.createSourceFile(path, text, languageVersion);
    },
  };
}

function ancestors(path: string): string[] {
  const folder = resolve(path, "..");
  return folder === path ? [] : [folder, ...ancestors(folder)];
}

/** Libraries are parsed once for all compilations of a test file: they take longer than everything else. */
function library(
  path: string,
  languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile {
  const known =
    libraries.get(path) ?? ts.createSourceFile(path, readFileSync(path, "utf8"), languageVersion);
  libraries.set(path, known);
  return known;
}
