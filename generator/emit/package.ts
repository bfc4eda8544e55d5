import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../files/generated-file.ts";
import type { PackageSource } from "../load/package.ts";
import { commandEntry, entryPointOf, type RuntimeFile } from "../load/runtime.ts";
import { commandName } from "./command-entry.ts";

/** `package.json`, what it is built by, and `LICENSE`, `CHANGELOG.md` and the guides as they were written. */
export function emitPackage(
  { manifest, license, changelog, guides = [] }: PackageSource,
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
        ...entryPoints(runtime),
      }),
    },
    { path: "tsconfig.json", text: json(tsconfig) },
    { path: "rolldown.config.ts", text: scriptsConfig(runtime, hasCommand) },
    { path: "rollup.config.js", text: typesConfig(runtime) },
    ...asWritten("LICENSE", license),
    ...asWritten("CHANGELOG.md", changelog),
    ...guides.flatMap(({ name, text }) => asWritten(`docs/guides/${name}`, text)),
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
    build: `node -e "fs.rmSync('dist', { recursive: true, force: true })" && rolldown -c && rollup -c`,
    prepack: "npm run build",
  },
  dependencies: { "openapi-fetch": "^0.17.0" },
  devDependencies: {
    "@types/node": "^20.19.0",
    rolldown: "^1.3.0",
    rollup: "^4.68.8",
    "rollup-plugin-dts": "^6.5.1",
    typescript: "^5.9.2",
  },
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
    noEmit: true,
  },
  include: ["src"],
};

/** `rolldown.config.ts`: the JavaScript of both module systems. Importing the sources one by one takes twice as long. */
function scriptsConfig(runtime: readonly RuntimeFile[], hasCommand: boolean): string {
  const config = {
    input: inputOf(runtime),
    platform: "neutral",
    external,
    output: [
      { ...outputAs(".js"), comments },
      { ...outputAs(".cjs"), comments, format: "cjs", minify: shortNames },
    ],
  };
  const index = runtime.find((file) => entryPointOf(file) === commandEntry);
  if (!index || !hasCommand) return `${generatedHeader}\nexport default ${code(config)};\n`;
  const build = `./src/runtime/${index.path.replace("index.ts", "build.ts")}`;
  const importBuild = `import { commandBuild } from ${JSON.stringify(build)};`;
  const configs = `[${code(config)}, commandBuild(${JSON.stringify(`src/${commandEntry}.ts`)})]`;
  return `${generatedHeader}\n${importBuild}\n\nexport default ${configs};\n`;
}

/**
 * `rollup.config.js`: the types of CommonJS, which those of ESM only name again. So they are shipped once, and an object
 * of a class that was required can be passed to what was imported.
 */
function typesConfig(runtime: readonly RuntimeFile[]): string {
  const input = inputOf(runtime);
  const config = { input, external, plugins: ["dts()", "forImport"], output: outputAs(".d.cts") };
  const importDts = 'import { dts } from "rollup-plugin-dts";';
  const forImport = `const forImport = {
  name: "for-import",
  generateBundle() {
    for (const name of ${JSON.stringify(Object.keys(input))})
      this.emitFile({ type: "asset", fileName: \`\${name}.d.ts\`, source: \`export * from "./\${name}.cjs";\\n\` });
  },
};`;
  return `${generatedHeader}\n${importDts}\n\n${forImport}\n\nexport default ${code(config)};\n`;
}

/** Docstrings are for the types: in the JavaScript they would be a third of it. */
const comments = { legal: true, annotation: true, jsdoc: false };

/**
 * For what is read least: the copy for Jest and older loaders. Lines stay, since Node prints the one that threw; so do the
 * names of functions and classes, for stack traces.
 */
const shortNames = {
  compress: false,
  mangle: { keepNames: true },
  codegen: { removeWhitespace: false },
};

/** One file per entry point, and what they share. */
function outputAs(extension: string) {
  return {
    dir: "dist",
    entryFileNames: `[name]${extension}`,
    chunkFileNames: `shared/[name]${extension}`,
  };
}

const external = ["/^node:/", ...Object.keys(packageFields.dependencies)];

/** A configuration as JavaScript: of its texts, these are none. */
function code(config: object): string {
  return JSON.stringify(config, null, 2).replace(/"(\/\^node:\/|dts\(\)|forImport)"/g, "$1");
}

function inputOf(runtime: readonly RuntimeFile[]): Record<string, string> {
  const modules = [...entryModules(runtime)];
  return Object.fromEntries(modules.map(([path, module]) => [nameOf(path), `src/${module}.ts`]));
}

/** What the files of an entry point are called, but for their extension. */
function nameOf(subpath: string): string {
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

/** The first two are there in any case, and a command is not imported. */
const notSubpaths = ["index", "node", commandEntry];

/** For what reads `exports`, and for resolutions that are older. */
function entryPoints(runtime: readonly RuntimeFile[]) {
  const names = [...entryModules(runtime).keys()].map((path) => [path, nameOf(path)] as const);
  const others = names.filter(([path]) => path !== ".");
  return {
    main: "./dist/index.cjs",
    types: "./dist/index.d.cts",
    typesVersions: {
      "*": Object.fromEntries(others.map(([, name]) => [name, [`./dist/${name}.d.cts`]])),
    },
    exports: {
      ...Object.fromEntries(names.map(([path, name]) => [path, conditions(`./dist/${name}`)])),
      "./package.json": "./package.json",
    },
  };
}

/**
 * `require` and `import` give the same module where Node can: its classes are then the same, too. Jest and older
 * versions get one of CommonJS.
 */
function conditions(file: string) {
  const esm = { types: `${file}.d.ts`, default: `${file}.js` };
  return {
    "module-sync": esm,
    import: esm,
    require: { types: `${file}.d.cts`, default: `${file}.cjs` },
    default: `${file}.js`,
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
