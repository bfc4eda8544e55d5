import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../generated-file.ts";
import type { PackageSource } from "../load-package.ts";
import { entryPointOf, type RuntimeFile } from "../load-runtime.ts";

/** `package.json`, `tsconfig.json`, and `LICENSE` and `CHANGELOG.md` as they were written. */
export function emitPackage(
  { manifest, license, changelog }: PackageSource,
  runtime: readonly RuntimeFile[],
): GeneratedFile[] {
  return [
    {
      path: "package.json",
      text: json({
        ...manifest,
        ...packageFields,
        files: ["dist", "docs", ...(changelog === undefined ? [] : ["CHANGELOG.md"])],
        dependencies: { ...packageFields.dependencies, ...manifest.dependencies },
        exports: exportsOf(runtime),
      }),
    },
    { path: "tsconfig.json", text: json(tsconfig) },
    ...asWritten("LICENSE", license),
    ...asWritten("CHANGELOG.md", changelog),
  ];
}

function asWritten(path: string, text: string | undefined): GeneratedFile[] {
  return text === undefined ? [] : [{ path, text }];
}

/** The manifest of a package for which none was written. */
export function defaultManifest({ title }: Api): PackageSource["manifest"] {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return { name: name === "" ? "api-client" : name, version: "0.0.0", private: true };
}

export const packageFields = {
  type: "module",
  sideEffects: false,
  engines: { node: ">=20.19" },
  scripts: { build: "tsc -p tsconfig.json", prepack: "npm run build" },
  dependencies: { "openapi-fetch": "^0.17.0" },
  devDependencies: { "@types/node": "^20.19.0", typescript: "^5.9.2" },
};

const tsconfig = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2022", "ESNext.Disposable", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    module: "NodeNext",
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    declaration: true,
    rootDir: "src",
    outDir: "dist",
  },
  include: ["src"],
};

/** The package itself, its form for Node, its bare OpenAPI types, and what else of the runtime is an entry point. */
function exportsOf(runtime: readonly RuntimeFile[]): Record<string, unknown> {
  const subpaths = runtime.flatMap((file) => {
    const name = entryPointOf(file);
    return name === undefined || name === "index" || name === "node"
      ? []
      : [[`./${name}`, entryPoint(`runtime/${file.path.replace(/\.ts$/, "")}`)] as const];
  });
  return {
    ".": entryPoint("index"),
    "./node": entryPoint("node"),
    "./schema": entryPoint("schema"),
    ...Object.fromEntries(subpaths),
    "./package.json": "./package.json",
  };
}

function entryPoint(module: string): Record<string, string> {
  return { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
