import { isObject, resolvePointer } from "../../json.ts";
import { isAffected, type Affected } from "../affected.ts";
import { type Direction, sentenceOf } from "../sentence.ts";
import type { Entry, OperationName } from "../report.ts";
import { labelOf } from "../label.ts";
import type { Pair } from "../pair-by.ts";
import { objectAt, parameterPointer } from "../locate.ts";
import { bodyPointer, resultPointer, type Method, type MethodPair, type Side } from "../side.ts";
import { limitChanges, type SchemaChange } from "./limits.ts";
import { schemaJudgements } from "./schema-judgements.ts";
import { schemaPairs, type SchemaPair, type SchemaWalk } from "./schema-pairs.ts";

/** What schemas say beyond types, of all that methods take and give: defaults, limits, deprecations. */
export function schemaChanges(
  { base, head }: Pair<Side>,
  pairs: readonly MethodPair[],
  affected: Affected,
): Entry[] {
  const documents = { base: base.document, head: head.document };
  const walk: SchemaWalk = { documents, changed: affected.changed, known: new Map() };
  const methods = pairs.filter((pair) => isAffected(affected, pair));
  return (["request", "response"] as const).flatMap((direction) =>
    usesOf(walk, methods, direction).flatMap(({ schemas, operations }) =>
      changesOf(walk, schemas).flatMap(({ kind, ...change }): Entry[] => {
        const judgement = schemaJudgements[direction][kind];
        if (judgement === undefined) return [];
        const label = labelOf(head.document, schemas.head);
        const sentence = sentenceOf(judgement, { ...change, label, direction });
        return [{ ...sentence, operations, pointer: schemas.head }];
      }),
    ),
  );
}

interface Use {
  readonly schemas: SchemaPair;
  readonly operations: OperationName[];
}

/** Each pair of schemas once, with the methods that lead to it. */
function usesOf(walk: SchemaWalk, methods: readonly MethodPair[], direction: Direction): Use[] {
  const uses = new Map<string, Use>();
  for (const pair of methods)
    for (const [key, schemas] of schemaPairs(walk, rootsOf(pair, direction))) {
      const use = uses.get(key) ?? { schemas, operations: [] };
      use.operations.push(pair.head.name);
      uses.set(key, use);
    }
  return [...uses.values()];
}

/** The schemas of a method's parameters and body, or of its result, as far as both sides have them. */
function rootsOf({ base, head }: MethodPair, direction: Direction): SchemaPair[] {
  const { pathParameters, otherParameters } = head.operation;
  const parameters = [...pathParameters, ...otherParameters].map(
    (parameter) =>
      ({ document, pointer }: Method) =>
        `${parameterPointer(document, pointer, parameter)}/schema`,
  );
  const places = direction === "response" ? [resultPointer] : [...parameters, bodyPointer];
  return places
    .map((placeOf) => ({ base: placeOf(base), head: placeOf(head) }))
    .filter((root) => isSchema(base, root.base) && isSchema(head, root.head));
}

function isSchema({ document }: Method, place: string): boolean {
  return place.endsWith("/schema") && isObject(resolvePointer(document, place));
}

function changesOf({ documents }: SchemaWalk, pair: SchemaPair): SchemaChange[] {
  const base = objectAt(documents.base, pair.base);
  const head = objectAt(documents.head, pair.head);
  const changes = limitChanges(base, head);
  const [before, after] = [base, head].map((schema) => JSON.stringify(schema.default));
  if (before !== after) {
    const gone = after === undefined ? "default gone" : "default changed";
    changes.unshift({ kind: before === undefined ? "default added" : gone, before, after });
  }
  if (head.deprecated === true && base.deprecated !== true) changes.push({ kind: "deprecated" });
  // What is only written is in no result, though its type is the same.
  const isWritten = head.writeOnly === true;
  if ((base.writeOnly === true) !== isWritten)
    changes.push({ kind: isWritten ? "no longer returned" : "returned now" });
  return changes;
}
