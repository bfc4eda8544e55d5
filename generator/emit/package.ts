import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../files/generated-file.ts";
import type { PackageSource } from "../load/package.ts";
import { commandEntry, entryPointOf, type RuntimeFile } from "../load/runtime.ts";
import { commandName } from "./command-entry.ts";

/** `package.json`, what it is built by, and `LICENSE` and `CHANGELOG.md` as they were written. */
export function emitPackage(
  { manifest, license, changelog }: PackageSource,
  runtime: readonly RuntimeFile[],
  hasCommand = false,
): GeneratedFile[] {
  const { dependencies, devDependencies, ...fields } = manifest;
  return [
    {
      path: "package.json",
      text: json({
        ...fields,
        ...packageFields,
        files: ["dist", "docs", ...(changelog === undefined ? [] : ["CHANGELOG.md"])],
        dependencies: { ...packageFields.dependencies, ...dependencies },
        devDependencies: { ...packageFields.devDependencies, ...devDependencies },
        ...(hasCommand && { bin: { [commandName(manifest)]: `dist/${commandEntry}.cjs` } }),
        exports: exportsOf(runtime),
      }),
    },
    { path: "tsconfig.json", text: json({ ...tsconfig, ...(hasCommand && withoutCommand) }) },
    { path: "rolldown.config.ts", text: bundlerConfig(runtime, hasCommand) },
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
  scripts: {
    build: `node -e "fs.rmSync('dist', { recursive: true, force: true })" && tsc && rolldown -c`,
    prepack: "npm run build",
  },
  dependencies: { "openapi-fetch": "^0.17.0" },
  devDependencies: { "@types/node": "^20.19.0", rolldown: "^1.3.0", typescript: "^5.9.2" },
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
    emitDeclarationOnly: true,
    rootDir: "src",
    outDir: "dist",
  },
  include: ["src"],
};

/** Nobody imports a command: it needs no declarations. */
const withoutCommand = { exclude: [`src/${commandEntry}.ts`, `src/runtime/*/${commandEntry}`] };

/** `rolldown.config.ts`: one file per entry point, and what they share. Forty small ones take long to load. */
function bundlerConfig(runtime: readonly RuntimeFile[], hasCommand: boolean): string {
  const input = [...entryModules(runtime)].map(([path, module]) => [
    jsNameOf(path),
    `src/${module}.ts`,
  ]);
  const config = {
    input: Object.fromEntries(input) as unknown,
    platform: "neutral",
    external: ["/^node:/", ...Object.keys(packageFields.dependencies)],
    output: { dir: "dist", chunkFileNames: "shared/[name].js" },
  };
  const text = JSON.stringify(config, null, 2).replace('"/^node:/"', "/^node:/");
  const index = runtime.find((file) => entryPointOf(file) === commandEntry);
  if (!index || !hasCommand) return `${generatedHeader}\nexport default ${text};\n`;
  const build = `./src/runtime/${index.path.replace("index.ts", "build.ts")}`;
  const entry = `src/${commandEntry}.ts`;
  return `${generatedHeader}import { commandBuild } from "${build}";\n\nexport default [${text}, commandBuild("${entry}")];\n`;
}

function jsNameOf(subpath: string): string {
  return subpath.replace(/^\.\/?/, "") || "index";
}

/** Subpaths of the package and their modules: itself, its form for Node, its bare OpenAPI types, and what else of the runtime is an entry point. */
function entryModules(runtime: readonly RuntimeFile[]): Map<string, string> {
  const modules = new Map([
    [".", "index"],
    ["./node", "node"],
    ["./schema", "schema"],
  ]);
  for (const file of runtime) {
    const name = entryPointOf(file);
    if (name !== undefined && !notSubpaths.includes(name))
      modules.set(`./${name}`, `runtime/${file.path.replace(/\.ts$/, "")}`);
  }
  return modules;
}

/** The first two are there in any case, and what a command has is not imported. */
const notSubpaths = ["index", "node", commandEntry];

function exportsOf(runtime: readonly RuntimeFile[]): Record<string, unknown> {
  const subpaths = [...entryModules(runtime)].map(
    ([path, module]) => [path, entryPoint(path, module)] as const,
  );
  return { ...Object.fromEntries(subpaths), "./package.json": "./package.json" };
}

function entryPoint(subpath: string, module: string): Record<string, string> {
  return { types: `./dist/${module}.d.ts`, default: `./dist/${jsNameOf(subpath)}.js` };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
