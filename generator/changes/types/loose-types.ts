import { typeText } from "../../emit/type-text.ts";
import { isObject, pointer } from "../../json.ts";
import { reachedFrom } from "../affected.ts";
import type { Comparison } from "../comparison.ts";
import { successStatuses } from "../places.ts";
import type { Method, MethodPair } from "../side.ts";
import { payloadsOf } from "../webhooks.ts";
import { memberOf, type Part } from "./parts.ts";
import { looseTypes } from "./probe.ts";
import type { ClientTypes, SideName } from "./program.ts";

/** A type of both clients that no method takes or gives: what it describes is read from elsewhere, such as events. */
export interface LooseType {
  readonly key: string;
  /** TypeScript text, beside `schema.ts`. */
  readonly type: Readonly<Record<SideName, string>>;
  readonly place: Readonly<Record<SideName, string>>;
}

/** Those that may have changed: models, and what webhooks bring. */
export function looseTypesOf(
  comparison: Comparison,
  pairs: readonly MethodPair[],
): readonly LooseType[] {
  return [...modelsOnTheirOwn(comparison, pairs), ...payloads(comparison)];
}

function modelsOnTheirOwn(
  { base, head, affected }: Comparison,
  pairs: readonly MethodPair[],
): LooseType[] {
  const contents = pairs.flatMap((pair) => contentOf(pair.head));
  const used = reachedFrom(head.document, contents);
  const old = new Set(base.api.models.map(({ key }) => key));
  return head.api.models.flatMap(({ key }): LooseType[] => {
    const place = pointer("components", "schemas", key);
    if (!old.has(key) || !affected.changed.has(place) || used.has(place)) return [];
    const keys = ["schemas", key].map((part) => ({ key: part, optional: false }));
    const type = typeText({ kind: "lookup", root: "components", keys });
    return [{ key: place, type: both(type), place: both(place) }];
  });
}

function both(text: string): Record<SideName, string> {
  return { base: text, head: text };
}

/** What a method takes and gives: everything of its operation but the errors. */
function contentOf(method: Method): unknown[] {
  const { source, pathItem } = method;
  const responses = isObject(source.responses) ? source.responses : {};
  const results = successStatuses(method).map((status) => responses[status]);
  return [source.parameters, pathItem.parameters, source.requestBody, results];
}

function payloads({ base, head, affected }: Comparison): LooseType[] {
  const olds = payloadsOf(base);
  return [...payloadsOf(head)].flatMap(([key, { node, type, place }]): LooseType[] => {
    const old = olds.get(key);
    if (old === undefined || !affected.changed.has(node)) return [];
    const types = { base: old.type, head: type };
    return [{ key, type: types, place: { base: old.place, head: place } }];
  });
}

/** A loose type as something to compare; nothing where a side lacks it. */
export function loosePart(types: ClientTypes, { key, place }: LooseType): Part[] {
  const base = memberOf(types, "base", [looseTypes, key]);
  const head = memberOf(types, "head", [looseTypes, key]);
  if (base === undefined || head === undefined) return [];
  return [{ direction: "response", base, head, place: { kind: "root", ...place } }];
}
