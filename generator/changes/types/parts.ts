import type ts from "typescript";
import type { JsonObject } from "../../json.ts";
import { bodyPointer, parameterPointer, resultPointer } from "../places.ts";
import type { Method, MethodPair, Side } from "../side.ts";
import type { Place } from "./difference.ts";
import type { Direction } from "./judgements.ts";
import { resultKey } from "./probe.ts";
import type { ClientTypes, SideName } from "./program.ts";

/** Two types to compare: an argument of a method, its result, or a model. */
export interface Part {
  readonly direction: Direction;
  readonly base: ts.Type;
  readonly head: ts.Type;
  readonly place: Place;
}

/** How to find a part on one side. */
interface PartOfSide {
  readonly direction: Direction;
  /** The member's name in the probe. */
  readonly key: string;
  readonly place: (document: JsonObject, method: Method) => string;
}

/** What is to be compared of a method: each argument that both have, and the result. */
export function partsOf(
  types: ClientTypes,
  sides: { readonly base: Side; readonly head: Side },
  { name, pair }: { readonly name: string; readonly pair: MethodPair },
): Part[] {
  const heads = membersOf(pair.head);
  return membersOf(pair.base).flatMap((old, index) => {
    const now = heads[index];
    const base = memberOf(types, "base", [name, old?.key]);
    const head = memberOf(types, "head", [name, now?.key]);
    if (old === undefined || now === undefined || base === undefined || head === undefined)
      return [];
    const place: Place = {
      kind: "root",
      base: old.place(sides.base.document, pair.base),
      head: now.place(sides.head.document, pair.head),
    };
    return [{ direction: old.direction, base, head, place }];
  });
}

/** The same on both sides but for path parameters, which go by their position: the longer list's rest has no counterpart. */
function membersOf({ operation }: Method): (PartOfSide | undefined)[] {
  const result: PartOfSide = { direction: "response", key: resultKey, place: resultPointer };
  const body: PartOfSide = { direction: "request", key: "body", place: bodyPointer };
  const params: PartOfSide = {
    direction: "request",
    key: "params",
    place: (_, { pointer }) => pointer,
  };
  const path = operation.pathParameters.map(({ name, argumentName }): PartOfSide => {
    const place = (document: JsonObject, { pointer }: Method) =>
      parameterPointer(document, pointer, { name, location: "path" });
    return { direction: "request", key: argumentName, place };
  });
  return [result, operation.body && body, params, ...path];
}

/** The type of a member of a type that the probe exports. */
export function memberOf(
  { checker, exported }: ClientTypes,
  side: SideName,
  [name, key]: readonly [name: string, key: string | undefined],
): ts.Type | undefined {
  const type = exported(side, name);
  const property = key === undefined ? undefined : type && checker.getPropertyOfType(type, key);
  return property && checker.getTypeOfSymbol(property);
}
