import { StructureKind } from "ts-morph";
import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import { sourceFile } from "./source.ts";

/**
 * `src/models.ts`: one exported name per schema. It comes formatted: all lines have one shape, and prettier would need as
 * long for them as for everything else that is emitted.
 */
export function emitModels({ models }: Api): GeneratedFile[] {
  if (models.length === 0) return [];
  const { path, text } = sourceFile("src/models.ts", [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: "./schema.ts",
      isTypeOnly: true,
      namedImports: ["components"],
    },
    ...models.map(({ name, key }) => ({
      kind: StructureKind.TypeAlias as const,
      name,
      isExported: true,
      type: `components["schemas"][${JSON.stringify(key)}]`,
    })),
  ]);
  return [{ path, text: text.replace(tooLong, "$1\n  ") }];
}

/** A line of more than 100 columns, and where it is broken. */
const tooLong = /^(?=.{101})(export type \S+ =) /gm;
