import type { Api, TypeReference } from "../../api-model.ts";
import { argumentsOf, typeText } from "../../emit/signature.ts";
import { pointer } from "../../json.ts";
import { isAffected, reachedFrom, type Affected } from "../affected.ts";
import { pairBy, type Pair } from "../pair-by.ts";
import { objectAt, parameterPointer } from "../places.ts";
import type { OperationName } from "../report.ts";
import {
  bodyPointer,
  resultPointer,
  successStatuses,
  type Method,
  type MethodPair,
  type Side,
} from "../side.ts";
import { payloadsOf } from "../rules/webhooks.ts";
import type { Direction } from "../judgement.ts";

/** Something to compare: an argument of a method, its result, or a type that no method takes or gives. */
export interface Part extends Pair<PartOfSide> {
  readonly direction: Direction;
  /** The method's; none for other types. */
  readonly operations: readonly OperationName[];
}

export interface PartOfSide {
  /** TypeScript text of its type, beside `schema.ts`. */
  readonly type: string;
  /** Where the document has it. */
  readonly pointer: string;
}

/** All parts of both clients that may differ. */
export function partsOf(
  sides: Pair<Side>,
  pairs: readonly MethodPair[],
  affected: Affected,
): Part[] {
  return [
    ...pairs.filter((pair) => isAffected(affected, pair)).flatMap(partsOfMethod),
    ...looseModels(sides, pairs, affected),
    ...payloads(sides, affected),
  ];
}

function partsOfMethod({ base, head }: MethodPair): Part[] {
  const news = typesOf(head);
  return typesOf(base).flatMap((old, index): Part[] => {
    const now = news[index];
    if (old === undefined || now === undefined) return [];
    const direction = index === 0 ? "response" : "request";
    return [{ direction, operations: [head.name], base: old, head: now }];
  });
}

/** The result, the body if there is one, the other parameters, and the path parameters, which go by their position. */
export function typesOf(method: Method): (PartOfSide | undefined)[] {
  const { document, api, operation, pointer: place } = method;
  const { body, result, pathParameters } = operation;
  const textOf = (type: TypeReference) => typeText(inSchema(api, type));
  const params = argumentsOf(operation).find(({ name }) => name === "params");
  return [
    { type: result.types.map(textOf).join(" | "), pointer: resultPointer(method) },
    body && { type: textOf(body.type), pointer: bodyPointer(method) },
    // Without parameters there is no such argument, which is as good as an empty one.
    { type: String(params?.type ?? "{}"), pointer: place },
    ...pathParameters.map((parameter) => ({
      type: textOf(parameter.type),
      pointer: parameterPointer(document, place, parameter),
    })),
  ];
}

/** Models are reached through the schema: their names need no file of their own then. */
function inSchema({ models }: Api, type: TypeReference): TypeReference {
  if (type.kind !== "model") return type;
  const key = models.find(({ name }) => name === type.name)?.key ?? type.name;
  const keys = ["schemas", key].map((part) => ({ key: part, optional: false }));
  return { kind: "lookup", root: "components", keys };
}

/** Models that no method takes or gives: what they describe is read from elsewhere, such as events. */
function looseModels(sides: Pair<Side>, pairs: readonly MethodPair[], affected: Affected): Part[] {
  const used = reachedFrom(
    sides.head.document,
    pairs.flatMap(({ head }) => contentOf(head)),
  );
  const old = new Set(sides.base.api.models.map(({ key }) => key));
  return sides.head.api.models.flatMap(({ name, key }): Part[] => {
    const place = pointer("components", "schemas", key);
    if (!old.has(key) || !affected.changed.has(place) || used.has(place)) return [];
    const type = typeText(inSchema(sides.head.api, { kind: "model", name }));
    const part = { type, pointer: place };
    return [{ direction: "response", operations: [], base: part, head: part }];
  });
}

/** What a method takes and gives: everything of its operation but the errors. */
function contentOf(method: Method): unknown[] {
  const { document, source, pointer: place } = method;
  const pathItem = objectAt(document, place.slice(0, place.lastIndexOf("/")));
  const results = successStatuses(method).map((status) =>
    objectAt(document, `${place}/responses/${status}`),
  );
  return [source.parameters, pathItem.parameters, source.requestBody, results];
}

function payloads({ base, head }: Pair<Side>, affected: Affected): Part[] {
  const { pairs } = pairBy(payloadsOf(base), payloadsOf(head), ({ name }) => name);
  return pairs
    .filter((pair) => affected.changed.has(pair.head.node))
    .map((pair) => ({ direction: "response", operations: [], ...pair }));
}
