import { isObject, pointer } from "../../json.ts";
import { reachedFrom } from "../affected.ts";
import type { Comparison } from "../comparison.ts";
import { successStatuses } from "../places.ts";
import type { Method, MethodPair } from "../side.ts";
import { memberOf, type Part } from "./parts.ts";
import type { ClientTypes } from "./program.ts";

/** Keys of the changed models that both clients export and no method takes or gives: what they describe is read from elsewhere, such as events. */
export function modelsOnTheirOwn(
  { base, head, affected }: Comparison,
  pairs: readonly MethodPair[],
): string[] {
  const contents = pairs.flatMap((pair) => contentOf(pair.head));
  const used = reachedFrom(head.document, contents);
  const old = new Set(base.api.models.map(({ key }) => key));
  return head.api.models
    .map(({ key }) => key)
    .filter((key) => {
      const place = pointer("components", "schemas", key);
      return old.has(key) && affected.changed.has(place) && !used.has(place);
    });
}

/** What a method takes and gives: everything of its operation but the errors. */
function contentOf(method: Method): unknown[] {
  const { source, pathItem } = method;
  const responses = isObject(source.responses) ? source.responses : {};
  const results = successStatuses(method).map((status) => responses[status]);
  return [source.parameters, pathItem.parameters, source.requestBody, results];
}

/** A model as something to compare; nothing where a side lacks it. */
export function modelPart(types: ClientTypes, key: string): Part[] {
  const base = memberOf(types, "base", ["models", key]);
  const head = memberOf(types, "head", ["models", key]);
  if (base === undefined || head === undefined) return [];
  const place = pointer("components", "schemas", key);
  return [{ direction: "response", base, head, place: { kind: "root", base: place, head: place } }];
}
