import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../generated-file.ts";
import type { RuntimeFile } from "../load-runtime.ts";
import { printSource } from "./print-source.ts";
import type { ExportAllStructure } from "./structures.ts";

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
    .map((file) => `runtime/${file.path}`)
    .filter((file) => /^runtime\/(?:[^/]+\/)?index\.ts$/.test(file));
  const text = printSource([...modules, ...runtimeIndexes].map(exportAll));
  return { path, text: generatedHeader + text };
}

function exportAll(module: string): ExportAllStructure {
  return { kind: "exportAll", moduleSpecifier: `./${module}` };
}
