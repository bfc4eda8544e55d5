import type { Api, Service } from "../api-model.ts";
import { isObject, objectOf, objectsIn, textOf, type JsonObject } from "../json.ts";
import { className, fileName, modelName, variableName } from "../names.ts";
import { componentsOf } from "../schema.ts";
import { operationsOf } from "../path-item.ts";
import { ownExports } from "../taken-names.ts";
import { locationOf, type Context, type SourceOperation } from "./context.ts";
import { checkMethodNames } from "./method-names.ts";
import { readModels } from "./model.ts";
import { readOperation } from "./operation.ts";
import { ConstantNames, Scope } from "./scope.ts";
import { readBaseUrl } from "./server.ts";

/**
 * Decides everything that is to be emitted from a normalised document.
 *
 * @param file Names the document in errors.
 * @param exported Names that the package exports besides.
 * @throws {SpecError} Two things come to one name, or a name can't be used.
 */
export function readApi(document: JsonObject, file: string, exported: Iterable<string> = []): Api {
  const taken = new Set([...ownExports, ...exported]);
  const modelNames = readModelNames(document, { file, taken });
  const tagged = groupByTag(document);
  const takenNames = new Set([...tagged.keys()].map(className));
  const context: Context = { document, file, modelNames, takenNames };
  const services = readServices(context, tagged);
  checkMethodNames(services, file);
  const info = objectOf(document.info);
  return {
    title: textOf(info.title) ?? "API",
    description: textOf(info.description),
    baseUrl: readBaseUrl(document),
    services,
    models: readModels(context),
  };
}

function readModelNames(
  document: JsonObject,
  { file, taken }: { readonly file: string; readonly taken: ReadonlySet<string> },
): Map<string, string> {
  const scope = new Scope();
  const names = new Map<string, string>();
  for (const key of Object.keys(componentsOf(document, "schemas"))) {
    const location = locationOf({ file }, "components", "schemas", key);
    names.set(key, scope.claim(modelName(key, location, taken), location));
  }
  return names;
}

/** Operations by their first tag; those without one share the tag `default`. */
function groupByTag(document: JsonObject): Map<string, SourceOperation[]> {
  const groups = new Map<string, SourceOperation[]>();
  for (const [path, pathItem] of Object.entries(objectOf(document.paths))) {
    if (!isObject(pathItem)) continue;
    for (const { method, operation } of operationsOf(pathItem)) {
      const [tag] = Array.isArray(operation.tags) ? (operation.tags as unknown[]) : [];
      const group = typeof tag === "string" ? tag : "default";
      groups.set(group, [...(groups.get(group) ?? []), { path, method, pathItem, operation }]);
    }
  }
  return groups;
}

function readServices(context: Context, tagged: Map<string, SourceOperation[]>): Service[] {
  const classNames = new Scope();
  const fileNames = new Scope();
  return [...tagged].map(([tag, sources]) => {
    const name = classNames.claim(className(tag), locationOf(context, "tags"));
    fileNames.claim(fileName(name), locationOf(context, "tags"));
    const constants = new ConstantNames(context.modelNames.values());
    const declared = objectsIn(context.document.tags).find((candidate) => candidate.name === tag);
    return {
      className: name,
      fileName: fileName(name),
      variableName: variableName(tag),
      description: textOf(declared?.description),
      operations: sources.map((source) => readOperation(context, source, constants)),
    };
  });
}
