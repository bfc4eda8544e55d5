import {
  StructureKind,
  type ExportDeclarationStructure,
  type ImportDeclarationStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  type StatementStructures,
} from "ts-morph";
import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import type { PackageSource } from "../load/package.ts";
import { entryPointOf, exportedNames, type RuntimeFile } from "../load/runtime.ts";
import { clientTags, optionsParameter, ownOptions } from "./client-options.ts";
import { sourceFile } from "./source.ts";

/** `src/index.ts`: everything the package exports, the index files of the runtime's folders among them. */
export function emitIndex(
  { services, models }: Api,
  runtime: readonly RuntimeFile[],
): GeneratedFile {
  const modules = [
    "create-client.ts",
    ...(models.length > 0 ? ["models.ts"] : []),
    ...services.map(({ fileName }) => `${fileName}.ts`),
  ];
  const runtimeIndexes = runtime
    .filter((file) => entryPointOf(file) === "index")
    .map(({ path }) => `runtime/${path}`);
  return sourceFile("src/index.ts", [...modules, ...runtimeIndexes].map(exportAll));
}

function exportAll(module: string): ExportDeclarationStructure {
  return { kind: StructureKind.ExportDeclaration, moduleSpecifier: `./${module}` };
}

/** `src/node.ts`: everything that `src/index.ts` has, and what Node, Bun and Deno have on top of it. */
export function emitNodeEntry(
  api: Api,
  runtime: readonly RuntimeFile[],
  { manifest, client }: PackageSource,
): GeneratedFile {
  const options = optionsParameter(api, client);
  const isOwn = options.type === ownOptions;
  return sourceFile("src/node.ts", [
    importFrom(
      "./create-client.ts",
      "createClient as createPortableClient",
      "type Client",
      ...(isOwn ? [`type ${ownOptions}`] : []),
    ),
    ...(isOwn ? [] : [{ ...importFrom("./runtime/client.ts", "ClientOptions"), isTypeOnly: true }]),
    importFrom("./runtime/node/http-transport.ts", "httpTransport"),
    importFrom("./runtime/node/user-agent.ts", "withUserAgent"),
    importFrom("./runtime/option-names.ts", "checkObject"),
    { kind: StructureKind.ExportDeclaration, moduleSpecifier: "./index.ts" },
    ...runtime.filter((file) => entryPointOf(file) === "node").map(exportNames),
    createClient(options, productOf(manifest)),
  ]);
}

function importFrom(
  moduleSpecifier: string,
  ...namedImports: string[]
): ImportDeclarationStructure {
  return { kind: StructureKind.ImportDeclaration, moduleSpecifier, namedImports };
}

/** One by one: a name that `index.ts` has too is then Node's own form of it, and not ambiguous. */
function exportNames(file: RuntimeFile): StatementStructures {
  return {
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: `./runtime/${file.path}`,
    namedExports: exportedNames(file),
  };
}

/** Name and version as a user-agent has them: a scope's `@` and `/` would not be part of a name there. */
function productOf({ name, version }: PackageSource["manifest"]): string {
  const product = name.replace(/^@/, "").replace(/[^\w.-]+/g, "-");
  return typeof version === "string" ? `${product}/${version}` : product;
}

function createClient(
  options: OptionalKind<ParameterDeclarationStructure>,
  product: string,
): StatementStructures {
  return {
    kind: StructureKind.Function,
    name: "createClient",
    isExported: true,
    docs: [
      `Makes the client that the API classes send their requests with: over \`node:http\` and \`node:https\`, unless\n\`transport\` or \`fetch\` is given. A \`user-agent\` names this package, unless \`headers\` has one.${clientTags}`,
    ],
    parameters: [options],
    returnType: "Client",
    statements: [
      'checkObject("createClient", options);',
      "const { transport = options.fetch ? undefined : httpTransport() } = options;",
      `const headers = withUserAgent(${JSON.stringify(product)}, options.headers);`,
      "return createPortableClient({ ...options, transport, headers });",
    ],
  };
}
