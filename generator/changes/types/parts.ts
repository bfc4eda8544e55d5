import type { Api, TypeReference } from "../../api-model.ts";
import { argumentsOf, typeText } from "../../emit/signature.ts";
import { pointer } from "../../json.ts";
import { successStatuses } from "../../read-api/result.ts";
import { isAffected, reachedFrom, type Affected } from "../affected.ts";
import { objectAt, parameterPointer, pathItemOf } from "../locate.ts";
import { pairBy, type Pair } from "../pair-by.ts";
import type { OperationName } from "../report.ts";
import { payloadsOf } from "../rules/webhooks.ts";
import type { Direction } from "../sentence.ts";
import { bodyPointer, resultPointer, type Method, type MethodPair, type Side } from "../side.ts";

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
  /** A call may do without it. */
  readonly mayBeAbsent?: boolean;
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
  const part = (direction: Direction, old?: PartOfSide, now?: PartOfSide): Part[] =>
    old && now ? [{ direction, operations: [head.name], base: old, head: now }] : [];
  const [old, now] = [typesOf(base), typesOf(head)];
  return [
    ...part("response", old.result, now.result),
    ...part("request", old.body, now.body),
    ...part("request", old.params, now.params),
    ...old.path.flatMap((argument, position) => part("request", argument, now.path[position])),
  ];
}

/** What a method takes and gives. */
export interface MethodTypes {
  readonly result: PartOfSide;
  readonly body: PartOfSide | undefined;
  /** All other parameters, as one argument. */
  readonly params: PartOfSide;
  /** The path parameters: arguments that go by their position. */
  readonly path: readonly PartOfSide[];
}

export function typesOf(method: Method): MethodTypes {
  const { document, api, operation, pointer: at } = method;
  const { body, result, pathParameters } = operation;
  const textOf = (type: TypeReference) => typeText(inSchema(api, type));
  const params = argumentsOf(operation).find(({ name }) => name === "params");
  return {
    result: { type: result.types.map(textOf).join(" | "), pointer: resultPointer(method) },
    body: body && {
      type: textOf(body.type),
      pointer: bodyPointer(method),
      mayBeAbsent: !body.required,
    },
    // Without parameters there is no such argument, which is as good as an empty one.
    params: { type: String(params?.type ?? "{}"), pointer: at },
    path: pathParameters.map((parameter) => ({
      type: textOf(parameter.type),
      pointer: parameterPointer(document, at, parameter),
    })),
  };
}

/** Models are reached through the schema: their names need no file of their own then. */
function inSchema({ models }: Pick<Api, "models">, type: TypeReference): TypeReference {
  if (type.kind === "items") return { kind: "items", of: inSchema({ models }, type.of) };
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
    const at = pointer("components", "schemas", key);
    if (!old.has(key) || !affected.changed.has(at) || used.has(at)) return [];
    const type = typeText(inSchema(sides.head.api, { kind: "model", name }));
    const part = { type, pointer: at };
    return [{ direction: "response", operations: [], base: part, head: part }];
  });
}

/** What a method takes and gives: everything of its operation but the errors. */
function contentOf(method: Method): unknown[] {
  const { document, source, pointer: at } = method;
  const pathItem = objectAt(document, pathItemOf(at));
  const results = successStatuses(method.source).map((status) =>
    objectAt(document, `${at}/responses/${status}`),
  );
  return [source.parameters, pathItem.parameters, source.requestBody, results];
}

function payloads({ base, head }: Pair<Side>, affected: Affected): Part[] {
  const { pairs } = pairBy(payloadsOf(base), payloadsOf(head), ({ name }) => name);
  return pairs
    .filter((pair) => affected.changed.has(pair.head.node))
    .map((pair) => ({ direction: "response", operations: [], ...pair }));
}
