import type { Api, Service } from "../api-model.ts";
import { objectOf, objectsIn, textOf, type JsonObject } from "../json.ts";
import { className, fileName, variableName } from "../names.ts";
import { ownExports } from "../taken-names.ts";
import { locationOf, type Context } from "./context.ts";
import { checkMethodNames } from "./method-names.ts";
import { readModelNames } from "./model-names.ts";
import { readModels } from "./model.ts";
import { readOperation } from "./operation.ts";
import { Clashes, ConstantNames, Scope } from "./scope.ts";
import { readBaseUrl } from "./server.ts";
import { groupByTag, type Group } from "./tags.ts";

/**
 * Decides everything that is to be emitted from a normalised document.
 *
 * @param file Names the document in errors.
 * @param exported Names that the package exports besides.
 * @param warn Told of names that are not the document's.
 * @throws {SpecError} Two things come to one name, or a name can't be used.
 */
export function readApi(
  document: JsonObject,
  file: string,
  exported: Iterable<string> = [],
  warn: (warning: string) => void = () => undefined,
): Api {
  const clashes = new Clashes();
  const groups = groupByTag(document, { file, warn });
  const classNames = groups.map(({ tag }) => className(tag));
  const taken = new Set([...ownExports, ...exported, ...classNames]);
  const modelNames = readModelNames(document, { file, taken, warn });
  const context: Context = { document, file, modelNames, clashes };
  const services = readServices(context, groups);
  checkMethodNames(services, context);
  clashes.throwIfAny();
  const info = objectOf(document.info);
  return {
    title: textOf(info.title) ?? "API",
    description: textOf(info.description),
    baseUrl: readBaseUrl(document),
    services,
    models: readModels(context),
  };
}

function readServices(context: Context, groups: readonly Group[]): Service[] {
  const names = new Scope(context.clashes);
  const fileNames = new Scope(context.clashes);
  return groups.map(({ tag, sources }) => {
    const name = names.claim(className(tag), locationOf(context, "tags"));
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
