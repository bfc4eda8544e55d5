import { isObject, pointer, resolvePointer, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Makes a `$ref` of a `$dynamicRef` or, as drafts before had it, a `$recursiveRef`: to the innermost schema around it that
 * has its anchor, else to the only one in the document. What depends on who refers to the schema stays open, as the
 * items of a list that each user gives a type of their own.
 *
 * Needed by the OpenAI document: the filters in its `CompoundFilter` may be such filters again.
 */
export function resolveDynamicRefs(document: JsonObject): void {
  const anchors = anchorsOf(document);
  walkDocument(document, (visit) => {
    const { type, node } = visit;
    if (type !== "schema" || !("$dynamicRef" in node || "$recursiveRef" in node)) return;
    const target = targetOf(document, node, visit.path, anchors);
    if (target === undefined || leadsTo(document, target, node)) return;
    delete node.$dynamicRef;
    delete node.$recursiveRef;
    node.$ref = target;
  });
}

/** Whether a reference comes to a node by `$ref`s alone, which would make a circle. */
function leadsTo(document: JsonObject, reference: string, node: JsonObject): boolean {
  let value = resolvePointer(document, reference);
  while (value !== node && isObject(value) && typeof value.$ref === "string")
    value = resolvePointer(document, value.$ref);
  return value === node;
}

/** The pointers to the components' schemas that have a `$dynamicAnchor`, by its name. */
function anchorsOf(document: JsonObject): Map<string, string[]> {
  const found = new Map<string, string[]>();
  walkDocument(document, (visit) => {
    const name = visit.node.$dynamicAnchor;
    if (visit.type !== "schema" || typeof name !== "string") return;
    found.set(name, [...(found.get(name) ?? []), pointer(...visit.path)]);
  });
  return found;
}

function targetOf(
  document: JsonObject,
  { $dynamicRef, $recursiveRef }: JsonObject,
  path: readonly string[],
  anchors: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  if ($recursiveRef === "#") return around(document, path, isRecursiveAnchor, true);
  if (typeof $dynamicRef !== "string" || !$dynamicRef.startsWith("#")) return undefined;
  if ($dynamicRef.startsWith("#/"))
    return isObject(resolvePointer(document, $dynamicRef)) ? $dynamicRef : undefined;
  const name = $dynamicRef.slice(1);
  const [only, ...others] = (anchors.get(name) ?? []).filter(isInComponent);
  const enclosing = around(document, path, ({ $dynamicAnchor }) => $dynamicAnchor === name, false);
  return enclosing ?? (others.length === 0 ? only : undefined);
}

/** Nothing in a body's own schema can be referred to. */
function isInComponent(reference: string): boolean {
  return reference.startsWith("#/components/schemas/");
}

function isRecursiveAnchor({ $recursiveAnchor }: JsonObject): boolean {
  return $recursiveAnchor === true;
}

/** The innermost schema around a place that is the one; its component, if that has to do. */
function around(
  document: JsonObject,
  path: readonly string[],
  isIt: (schema: JsonObject) => boolean,
  elseComponent: boolean,
): string | undefined {
  if (path[0] !== "components" || path[1] !== "schemas") return undefined;
  for (let length = path.length - 1; length > 2; length -= 1) {
    const place = pointer(...path.slice(0, length));
    const schema = resolvePointer(document, place);
    if (isObject(schema) && isIt(schema)) return place;
  }
  return elseComponent ? pointer(...path.slice(0, 3)) : undefined;
}
