import { StructureKind, type ExportDeclarationStructure } from "ts-morph";
import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../files/generated-file.ts";
import { entryPointOf, type RuntimeFile } from "../load/runtime.ts";
import { printSource } from "./print-source.ts";

/** `src/index.ts`: everything the package exports, the index files of the runtime's folders among them. */
export function emitIndex(
  { services, models }: Api,
  runtime: readonly RuntimeFile[],
): GeneratedFile {
  const path = "src/index.ts";
  const modules = [
    "create-client.ts",
    ...(models.length > 0 ? ["models.ts"] : []),
    ...services.map(({ fileName }) => `${fileName}.ts`),
  ];
  const runtimeIndexes = runtime
    .filter((file) => entryPointOf(file) === "index")
    .map(({ path }) => `runtime/${path}`);
  const text = printSource(path, [...modules, ...runtimeIndexes].map(exportAll));
  return { path, text: generatedHeader + text };
}

function exportAll(module: string): ExportDeclarationStructure {
  return { kind: StructureKind.ExportDeclaration, moduleSpecifier: `./${module}` };
}
