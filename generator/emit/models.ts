import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../generated-file.ts";
import { printSource } from "./print-source.ts";

/** `src/models.ts`: one exported name per schema. */
export function emitModels({ models }: Api): GeneratedFile[] {
  if (models.length === 0) return [];
  const path = "src/models.ts";
  const text = printSource([
    {
      kind: "import",
      moduleSpecifier: "./schema.ts",
      isTypeOnly: true,
      namedImports: [{ name: "components" }],
    },
    ...models.map(({ name, key }) => ({
      kind: "typeAlias" as const,
      name,
      type: `components["schemas"][${JSON.stringify(key)}]`,
    })),
  ]);
  return [{ path, text: generatedHeader + text }];
}
