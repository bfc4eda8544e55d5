import { isObject, keysOf, pointer, type JsonObject } from "../json.ts";
import type { BuiltInType, TypeReference } from "../api-model.ts";
import { wrapperGlobals } from "../taken-names.ts";
import type { SpecLocation } from "../errors.ts";
import type { Clashes } from "./scope.ts";

/** What every reader needs to know of the document it reads from. */
export interface Context {
  readonly document: JsonObject;
  readonly file: string;
  /** Key under `#/components/schemas` → exported name. */
  readonly modelNames: ReadonlyMap<string, string>;
  readonly clashes: Clashes;
}

/** An operation as the document has it. */
export interface SourceOperation {
  readonly path: string;
  /** As `operationsOf` has it: the key in the emitted types, too. */
  readonly method: string;
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
}

export function locationOf({ file }: Pick<Context, "file">, ...keys: string[]): SpecLocation {
  return { file, pointer: pointer(...keys) };
}

/** The key of the model that a schema refers to as a whole. */
export function modelKeyOf(context: Context, schema: unknown): string | undefined {
  if (!isObject(schema) || typeof schema.$ref !== "string") return undefined;
  const [root, kind, key, ...rest] = keysOf(schema.$ref);
  const isModel = root === "components" && kind === "schemas" && rest.length === 0;
  return isModel && key !== undefined && context.modelNames.has(key) ? key : undefined;
}

/** A type by its model where the schema is one, else by where it stands in the emitted `paths`. */
export function typeReference(
  context: Context,
  schema: unknown,
  otherwise: TypeReference,
): TypeReference {
  const key = modelKeyOf(context, schema);
  const name = key === undefined ? undefined : context.modelNames.get(key);
  if (key === undefined || name === undefined) return otherwise;
  if (!wrapperGlobals.has(name)) return { kind: "model", name };
  return lookup("components", ["schemas", key]);
}

/**
 * Something in the emitted schema, by its keys.
 *
 * @param optional The one of the keys that may be absent.
 */
export function lookup(
  root: "paths" | "components",
  keys: readonly string[],
  optional?: number,
): TypeReference {
  return {
    kind: "lookup",
    root,
    keys: keys.map((key, index) => ({ key, optional: index === optional })),
  };
}

export function builtIn(name: BuiltInType): TypeReference {
  return { kind: "builtIn", name };
}
