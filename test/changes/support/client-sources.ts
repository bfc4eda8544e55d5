import { emitApiClasses } from "../../../generator/emit/api-class.ts";
import { emitCreateClient } from "../../../generator/emit/create-client.ts";
import { emitIndex } from "../../../generator/emit/entry-points.ts";
import { emitModels } from "../../../generator/emit/models.ts";
import { emitSchema } from "../../../generator/emit/schema.ts";
import type { GeneratedFile } from "../../../generator/files/generated-file.ts";
import type { JsonObject } from "../../../generator/json.ts";
import type { RuntimeFile } from "../../../generator/load/runtime.ts";
import { normalise } from "../../../generator/normalise/index.ts";
import { readApi } from "../../../generator/read-api/index.ts";

/** A document's client in a folder `X/src`, using the one runtime that stands in `runtime`. */
export async function clientSources(
  document: JsonObject,
  folder: string,
  runtime: readonly RuntimeFile[],
): Promise<GeneratedFile[]> {
  const normalised = normalise(document);
  const api = readApi(normalised, "new.yaml");
  const files = [
    await emitSchema(normalised),
    ...emitModels(api),
    ...emitApiClasses(api, runtime),
    emitCreateClient(api),
    emitIndex(api, runtime),
    ...runtime.map(({ path }) => ({
      path: `src/runtime/${path}`,
      text: `export * from "../../../runtime/${path}";`,
    })),
  ];
  return files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
}
