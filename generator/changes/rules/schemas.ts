import type { JsonObject } from "../../json.ts";
import { labelOf } from "../label.ts";
import { say } from "../phrase.ts";
import { bodyPointer, parameterPointer, resultPointer } from "../places.ts";
import type { Entry, OperationName } from "../report.ts";
import type { Method, MethodPair } from "../side.ts";
import type { Direction } from "../types/judgements.ts";
import { limitJudgements, limitWords } from "./limit-judgements.ts";
import { limitChanges, type LimitChange } from "./limits.ts";
import { keyOf, schemaAt, schemaPairs, type Documents, type SchemaPair } from "./schema-pairs.ts";

/** What schemas say beyond types, of all that methods take and give: defaults, limits, deprecations. Schemas of several methods are compared once. */
export function schemaChanges(documents: Documents, methods: readonly MethodPair[]): Entry[] {
  return [
    ...changesOf(documents, "request", usesOf(documents, methods, requestRoots)),
    ...changesOf(documents, "response", usesOf(documents, methods, resultRoots)),
  ];
}

interface Use {
  readonly schemas: SchemaPair;
  readonly operations: OperationName[];
}

type RootsOf = (documents: Documents, pair: MethodPair) => SchemaPair[];

function usesOf(documents: Documents, methods: readonly MethodPair[], rootsOf: RootsOf): Use[] {
  const uses = new Map<string, Use>();
  const inner = new Map<string, readonly SchemaPair[]>();
  for (const pair of methods)
    for (const schemas of schemaPairs(documents, rootsOf(documents, pair), inner)) {
      const key = keyOf(schemas);
      const use = uses.get(key) ?? { schemas, operations: [] };
      use.operations.push(pair.head.name);
      uses.set(key, use);
    }
  return [...uses.values()];
}

function changesOf(documents: Documents, direction: Direction, uses: readonly Use[]): Entry[] {
  return uses.flatMap(({ schemas, operations }) =>
    sentencesOf(schemas, direction).map((sentence): Entry => {
      const { place } = schemas.head;
      const what = [...labelOf(documents.head, place), " ", ...sentence.what];
      return { ...sentence, what, operations, pointer: place };
    }),
  );
}

type PlaceOf = (document: JsonObject, method: Method) => string;

function requestRoots(documents: Documents, pair: MethodPair): SchemaPair[] {
  const { pathParameters, otherParameters } = pair.head.operation;
  const parameters = [...pathParameters, ...otherParameters].flatMap(({ name, in: location }) =>
    rootOf(documents, pair, (document, { pointer }) => {
      const place = parameterPointer(document, pointer, { name, location });
      return `${place}/schema`;
    }),
  );
  return [...parameters, ...rootOf(documents, pair, bodyPointer)];
}

function resultRoots(documents: Documents, pair: MethodPair): SchemaPair[] {
  return rootOf(documents, pair, resultPointer);
}

/** The schemas of a part of both operations; nothing where one lacks it. */
function rootOf(documents: Documents, { base, head }: MethodPair, placeOf: PlaceOf): SchemaPair[] {
  const old = schemaAt(documents.base, placeOf(documents.base, base));
  const now = schemaAt(documents.head, placeOf(documents.head, head));
  return old === undefined || now === undefined ? [] : [{ base: old, head: now }];
}

type Sentence = Omit<Entry, "operations" | "pointer">;

const outsider: Record<Direction, Entry["audience"]> = {
  request: "caller",
  response: "reader of results",
};

function sentencesOf(schemas: SchemaPair, direction: Direction): Sentence[] {
  return [
    ...defaultChange(schemas, direction),
    ...limitChanges(schemas).map((change) => limitEntry(change, direction)),
    ...deprecation(schemas, direction),
    ...(direction === "response" ? writeOnlyChange(schemas) : []),
  ];
}

function defaultChange({ base, head }: SchemaPair, direction: Direction): Sentence[] {
  const [before, after] = [base, head].map(({ schema }) => JSON.stringify(schema.default));
  if (before === after) return [];
  const change = { before, after };
  if (direction === "response") {
    const what = say`has another default in the documentation`;
    return [
      { ...change, verdict: "patch", audience: "docs only", what, action: say`Nothing to do.` },
    ];
  }
  if (before === undefined) {
    const what = say`has a default now: ${after ?? ""}`;
    return [{ ...change, verdict: "minor", audience: "caller", what, action: say`Nothing to do.` }];
  }
  const what =
    after === undefined ? say`has no default any more` : say`is ${after} if it is left out`;
  const action = say`Calls that leave it out and rely on ${before}: give it.`;
  return [{ ...change, verdict: "major", audience: "caller", what, action }];
}

function limitEntry({ keyword, kind, ...values }: LimitChange, direction: Direction): Sentence {
  const [before = "", after = ""] = [values.before, values.after].map((value) =>
    value === undefined ? `no ${keyword}` : `${keyword}: ${JSON.stringify(value)}`,
  );
  const what = [`has ${limitWords[kind]}: `, { code: after }];
  return { ...limitJudgements[direction][kind], what, before, after };
}

function deprecation({ base, head }: SchemaPair, direction: Direction): Sentence[] {
  if (head.schema.deprecated !== true || base.schema.deprecated === true) return [];
  const what = say`is deprecated`;
  const action = say`Plan to do without it.`;
  return [{ verdict: "minor", audience: outsider[direction], what, action }];
}

/** What is only written is in no result, though its type is the same. */
function writeOnlyChange({ base, head }: SchemaPair): Sentence[] {
  const [before, after] = [base, head].map(({ schema }) => schema.writeOnly === true);
  if (before === after) return [];
  const audience = outsider.response;
  if (!after)
    return [
      { verdict: "minor", audience, what: say`is returned now`, action: say`Nothing to do.` },
    ];
  const what = say`is no longer returned`;
  return [{ verdict: "major", audience, what, action: say`Stop reading it.` }];
}
