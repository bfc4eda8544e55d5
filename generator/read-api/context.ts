import { isObject, keysOf, pointer, resolveReference, type JsonObject } from "../json.ts";
import type { TypeReference } from "../api-model.ts";
import { wrapperGlobals } from "../names.ts";
import type { SpecLocation } from "../errors.ts";

/** What every reader needs to know of the document it reads from. */
export interface Context {
  readonly document: JsonObject;
  readonly file: string;
  /** Key under `#/components/schemas` → exported name. */
  readonly modelNames: ReadonlyMap<string, string>;
  /** Names a model can't be imported by in a file of wrappers, since something else has them there. */
  readonly takenNames: ReadonlySet<string>;
}

/** An operation as the document has it. */
export interface SourceOperation {
  readonly path: string;
  readonly method: string;
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
}

/** The object meant by a value that may be a `$ref`; an empty one when it is none. */
export function follow({ document }: Context, value: unknown): JsonObject {
  const target = resolveReference(document, value);
  return isObject(target) ? target : {};
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
  lookup: TypeReference,
): TypeReference {
  const key = modelKeyOf(context, schema);
  const name = key === undefined ? undefined : context.modelNames.get(key);
  if (key === undefined || name === undefined) return lookup;
  if (!context.takenNames.has(name) && !wrapperGlobals.has(name)) return { kind: "model", name };
  const keys = ["schemas", key].map((part) => ({ key: part, optional: false }));
  return { kind: "lookup", root: "components", keys };
}

export function builtIn(name: Extract<TypeReference, { kind: "builtIn" }>["name"]): TypeReference {
  return { kind: "builtIn", name };
}
