import type { Place } from "./place.ts";

/** How a type can differ from what it was. The same words serve both directions; `judgements.ts` says what each means there. */
export type DifferenceKind =
  | "new required property"
  | "new optional property"
  | "property gone"
  | "property replaced"
  | "now required"
  | "now optional"
  | "now read-only"
  | "no longer read-only"
  | "null added"
  | "null gone"
  | "values added"
  | "values gone"
  /** An object among the alternatives. `known` where programs tell its kind by a property of all alternatives. */
  | "known alternative added"
  | "alternative added"
  | "alternative gone"
  | "other keys added"
  | "other keys gone"
  /** A result where there was none. */
  | "content added"
  | "wider"
  | "narrower"
  | "other type"
  /** The compiler refuses what it accepted, and nothing above was found to be the reason. */
  | "unexplained";

export interface Difference {
  readonly kind: DifferenceKind;
  readonly place: Place;
  /** The values, types or properties that were added or are gone. */
  readonly names?: readonly string[] | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** What was found in one pair of types, and the pairs it leads to: a graph, since types refer to themselves. */
export interface Findings {
  readonly differences: Difference[];
  readonly inner: Set<Findings>;
}

/** A comparison's findings and those of everything inside it. */
export function allDifferences(findings: Findings): Difference[] {
  const reached = new Set([findings]);
  for (const { inner } of reached) for (const next of inner) reached.add(next);
  return [...reached].flatMap(({ differences }) => differences);
}
