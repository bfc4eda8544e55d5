import { StructureKind, VariableDeclarationKind } from "ts-morph";
import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import { operationsIn } from "../load/operations.ts";
import type { PackageSource } from "../load/package.ts";
import { commandEntry, entryPointOf, type RuntimeFile } from "../load/runtime.ts";
import { sourceFile } from "./source.ts";

/** The name that the package's command is called by. */
export function commandName({ name }: PackageSource["manifest"]): string {
  return name.replace(/^@[^/]*\//, "");
}

/**
 * `src/command.ts`: the program of a runtime folder, with what this package knows of its API. Undefined where the folder
 * has none, where no class has the methods that it calls, or where no environment variable is named for the key.
 */
export function emitCommandEntry(
  api: Api,
  { manifest, client = {} }: PackageSource,
  runtime: readonly RuntimeFile[],
): GeneratedFile | undefined {
  const index = runtime.find((file) => entryPointOf(file) === commandEntry);
  const className = index && classThatHas(methodsCalledBy(index, runtime), api);
  if (className === undefined || client["apiKey"]?.variable === undefined) return undefined;
  const variables = Object.entries(client).flatMap(([option, { variable }]) =>
    variable === undefined ? [] : [[option, variable] as const],
  );
  const facts = [
    `name: ${JSON.stringify(commandName(manifest))}`,
    'manifest: new URL("../package.json", import.meta.url)',
    `variables: ${JSON.stringify(Object.fromEntries(variables))}`,
    `load: ${loadFunction(className, api)}`,
  ];
  return sourceFile("src/command.ts", [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: `./runtime/${index?.path ?? ""}`,
      namedImports: ["runCommand"],
    },
    {
      kind: StructureKind.VariableStatement,
      isExported: true,
      docs: ["Resolves when the command is over, with the exit code set."],
      declarationKind: VariableDeclarationKind.Const,
      declarations: [{ name: "finished", initializer: `runCommand({ ${facts.join(", ")} })` }],
    },
  ]);
}

/** What loads the package, as code: nothing of it is needed for help. */
function loadFunction(className: string, { baseUrl }: Api): string {
  const server = baseUrl === undefined ? "" : "server: library.BASE_URL, ";
  return `async () => {
    const library = await import("./node.ts");
    return { library, ${server}connect: (options) => new library.${className}(library.createClient(options)) };
  }`;
}

/** What the hand-written code of a command's runtime folder calls of a class. */
function methodsCalledBy(index: RuntimeFile, runtime: readonly RuntimeFile[]): string[] {
  const folder = index.path.slice(0, index.path.indexOf("/") + 1);
  const files = runtime.filter(({ path }) => path.startsWith(folder));
  return files.flatMap(operationsIn).flatMap(({ methods }) => methods);
}

function classThatHas(methods: readonly string[], { services }: Api): string | undefined {
  return services.find(({ operations }) => {
    const names = new Set(operations.map(({ methodName }) => methodName));
    return methods.every((method) => names.has(method));
  })?.className;
}
