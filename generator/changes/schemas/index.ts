import { isObject, resolvePointer } from "../../json.ts";
import { isAffected, type Affected } from "../affected.ts";
import { labelOf } from "../label.ts";
import { objectAt, parameterPointer, parameterSchemaPointer } from "../locate.ts";
import type { Pair } from "../pair-by.ts";
import type { Entry, OperationName } from "../report.ts";
import {
  deprecated,
  docsOnly,
  major,
  minor,
  say,
  sentenceOf,
  type Direction,
  type Judgement,
} from "../sentence.ts";
import { bodyPointer, resultPointer, type Method, type MethodPair, type Side } from "../side.ts";
import { keywordChanges, type SchemaChange, type SchemaChangeKind } from "./keywords.ts";
import { schemaPairs, type SchemaPair, type SchemaWalk } from "./walk.ts";

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
        const judgement = judgements[direction][kind];
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
        parameterSchemaPointer(document, parameterPointer(document, pointer, parameter)),
  );
  const pointersOf = direction === "response" ? [resultPointer] : [...parameters, bodyPointer];
  return pointersOf
    .map((pointerOf) => ({ base: pointerOf(base), head: pointerOf(head) }))
    .filter((root) => isSchema(base, root.base) && isSchema(head, root.head));
}

function isSchema({ document }: Method, target: string): boolean {
  return target.endsWith("/schema") && isObject(resolvePointer(document, target));
}

function changesOf({ documents }: SchemaWalk, { base, head }: SchemaPair): SchemaChange[] {
  return keywordChanges(objectAt(documents.base, base), objectAt(documents.head, head));
}

const limit =
  (words: string): Judgement["what"] =>
  (it, { after = "" }) =>
    say`${it} has ${[words]}: ${after}`;
const giveTheOld: Judgement["action"] = ({ before = "" }) =>
  say`Calls that leave it out and rely on ${before}: give it.`;
const beyondTheOld = () => say`Expect values beyond the old limit.`;
const otherDefault = docsOnly((it) => say`${it} has another default in the documentation`);

/** What such a change means: callers must keep to limits, readers may count on them. Without a judgement it is none of theirs. */
const judgements: Record<Direction, Partial<Record<SchemaChangeKind, Judgement>>> = {
  request: {
    "default added": minor((it, { after = "" }) => say`${it} has a default now: ${after}`),
    "default changed": {
      verdict: "major",
      what: (it, { after = "" }) => say`${it} is ${after} if it is left out`,
      action: giveTheOld,
    },
    "default gone": {
      verdict: "major",
      what: (it) => say`${it} has no default any more`,
      action: giveTheOld,
    },
    "tighter limit": major(limit("a tighter limit"), "Keep to it: other values are refused."),
    "wider limit": minor(limit("a wider limit")),
    "another limit": major(limit("another limit"), "Check the values given against it."),
    "another form": major(limit("another form"), "Give values of that form."),
    deprecated,
  },
  response: {
    "default added": otherDefault,
    "default changed": otherDefault,
    "default gone": otherDefault,
    "tighter limit": docsOnly(limit("a tighter limit")),
    "wider limit": { ...minor(limit("a wider limit")), action: beyondTheOld },
    "another limit": { ...minor(limit("another limit")), action: beyondTheOld },
    "another form": major(limit("another form"), "Expect values of that form."),
    deprecated,
    "no longer returned": major((it) => say`${it} is no longer returned`, "Stop reading it."),
    "returned now": minor((it) => say`${it} is returned now`),
  },
};
