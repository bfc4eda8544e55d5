import { isObject, pointer, type JsonObject } from "../json.ts";

interface Place {
  readonly value: unknown;
  readonly keys: readonly string[];
  /** Where the schemas around it stand that have an `$id`. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Makes references to the `$id` of a schema around them local ones: they lead back to that schema, and to no file. In
 * place.
 *
 * Needed by documents of Elysia: TypeBox gives a recursive type an `$id` and refers to it by that.
 */
export function localiseSchemaIds(document: JsonObject): void {
  // Aliases in YAML make one object of many: each is looked at once.
  const seen = new Set<unknown>();
  const pending: Place[] = [{ value: document, keys: [], ids: new Map() }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const { value, keys } = place;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const ids = isObject(value) ? withOwnId(value, place) : place.ids;
    if (isObject(value) && typeof value.$ref === "string")
      value.$ref = ids.get(value.$ref) ?? value.$ref;
    for (const [key, child] of Object.entries(value))
      pending.push({ value: child, keys: [...keys, key], ids });
  }
}

function withOwnId({ $id }: JsonObject, { keys, ids }: Place): ReadonlyMap<string, string> {
  return typeof $id === "string" ? new Map([...ids, [$id, pointer(...keys)]]) : ids;
}
