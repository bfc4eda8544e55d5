import { isObject, type JsonObject } from "../json.ts";

/**
 * Makes references by the document's own URL, which `$self` tells (OpenAPI 3.2), local ones: nothing is fetched for them.
 * In place.
 */
export function localiseReferences(document: JsonObject): void {
  const { $self } = document;
  if (typeof $self !== "string" || !URL.canParse($self)) return;
  const own = withoutFragment($self, $self);
  // Aliases in YAML make one object of many: each is looked at once.
  const seen = new Set<unknown>();
  const pending: unknown[] = [document];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    pending.push(...Object.values(value as JsonObject).filter((child) => child != null));
    if (!isObject(value) || typeof value.$ref !== "string") continue;
    const [, fragment] = value.$ref.split("#");
    if (fragment !== undefined && withoutFragment(value.$ref, $self) === own)
      value.$ref = `#${fragment}`;
  }
}

function withoutFragment(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base)
    ? new URL(reference, base).href.replace(/#.*/s, "")
    : undefined;
}
