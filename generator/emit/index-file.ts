import { StructureKind, type ExportDeclarationStructure } from "ts-morph";
import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import { entryPointOf, type RuntimeFile } from "../load/runtime.ts";
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
