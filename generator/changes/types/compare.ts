import ts from "typescript";
import type { Pair } from "../pair-by.ts";
import type { Side } from "../side.ts";
import { compareKeys, shapeChanges, type Difference } from "./differences.ts";
import type { DifferenceKind } from "./judgements.ts";
import { areKnown, pairObjects } from "./pair-objects.ts";
import { placeInside, placeOfProperty, schemaKeyOf, type Place } from "./place.ts";
import { describeObject, describeShape, propertyShape, shapeOf, type Shape } from "./shape.ts";

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

/** One walk through the types of both clients. */
export interface Walk {
  readonly checker: ts.TypeChecker;
  readonly sides: Pair<Side>;
  /** Objects that have been compared already, by the old type and the new one. */
  readonly known: Map<ts.Type, Map<ts.Type, Findings>>;
  /** Whether a component schema may be another in the new document. Types of the others need no look. */
  readonly isChanged: (key: string) => boolean;
}

interface Context {
  readonly place: Place;
  readonly findings: Findings;
  /** How many arrays the types are in, one directly in the other. */
  readonly arrays?: number;
}

/** Arrays of arrays that are made of themselves have no object between them to stop at. */
const maxArrays = 5;

/** Compares two types. Differences are noted with the object they are in; objects lead to each other. */
export function compareTypes(walk: Walk, { base, head }: Pair<ts.Type>, context: Context): void {
  if (base === head) return;
  const shapes = { base: shapeOf(walk.checker, base), head: shapeOf(walk.checker, head) };
  compareShapes(walk, shapes, context);
}

/** Compares alternative by alternative. */
function compareShapes(walk: Walk, { base, head }: Pair<Shape>, context: Context): void {
  const { checker, sides } = walk;
  const { place, findings, arrays = 0 } = context;
  for (const change of shapeChanges({ base, head })) {
    const [before, after] = [base, head].map((shape) => describeShape(checker, shape));
    findings.differences.push({ ...change, place, before, after });
  }
  for (const [index, item] of base.items.entries()) {
    const other = head.items[index];
    if (other === undefined || arrays >= maxArrays) continue;
    const inside = placeInside(sides, place, { kind: "items" });
    const inner = { place: inside, findings, arrays: arrays + 1 };
    compareTypes(walk, { base: item, head: other }, inner);
  }
  compareAlternatives(walk, { base: base.objects, head: head.objects }, context);
}

function compareAlternatives(
  walk: Walk,
  { base, head }: Pair<readonly ts.Type[]>,
  { place, findings }: Context,
): void {
  // Where one side has no object at all, their kind has changed, which is told already.
  if (base.length === 0 || head.length === 0) return;
  const { pairs, gone, added } = pairObjects(walk.checker, base, head);
  // Of several, a call gives one.
  const inside = head.length > 1 ? { ...place, mayBeAbsent: true } : place;
  for (const pair of pairs)
    if (!areSame(walk, pair)) findings.inner.add(compareObjects(walk, pair, inside));
  const note = (kind: DifferenceKind, types: readonly ts.Type[]) => {
    const names = types.map((type) => describeObject(walk.checker, type));
    if (types.length > 0) findings.differences.push({ kind, place, names });
  };
  const known = areKnown(walk.checker, base, added);
  note("alternative gone", gone);
  note(known ? "known alternative added" : "alternative added", added);
}

function areSame(walk: Walk, { base, head }: Pair<ts.Type>): boolean {
  const key = schemaKeyOf(head);
  return key !== undefined && key === schemaKeyOf(base) && !key.split(" & ").some(walk.isChanged);
}

/** Compares two object types, each pair once: the findings of those met again are the same object. */
function compareObjects(walk: Walk, types: Pair<ts.Type>, place: Place): Findings {
  const { base, head } = types;
  const heads = walk.known.get(base) ?? new Map<ts.Type, Findings>();
  walk.known.set(base, heads);
  const known = heads.get(head);
  if (known !== undefined) return known;
  const findings: Findings = { differences: [], inner: new Set() };
  heads.set(head, findings);
  compareProperties(walk, types, { place, findings });
  compareOtherKeys(walk, types, { place, findings });
  return findings;
}

function compareProperties(walk: Walk, types: Pair<ts.Type>, { place, findings }: Context): void {
  const { checker, sides } = walk;
  const swapped = schemaKeyOf(types.base) !== schemaKeyOf(types.head);
  const { shared, changes } = compareKeys(checker, types);
  for (const { property, ...change } of changes) {
    const inside = placeOfProperty(sides, place, { ...property, swapped });
    findings.differences.push({ ...change, place: inside, holder: place });
  }
  for (const property of shared) {
    const { base, head } = property;
    if (checker.getTypeOfSymbol(base) === checker.getTypeOfSymbol(head)) continue;
    const shapes = { base: propertyShape(checker, base), head: propertyShape(checker, head) };
    const inside = placeOfProperty(sides, place, { ...property, swapped });
    compareShapes(walk, shapes, { place: inside, findings });
  }
}

/** Compares what may stand under keys that are not properties. */
function compareOtherKeys(walk: Walk, types: Pair<ts.Type>, { place, findings }: Context): void {
  const [base, head] = [types.base, types.head].map((type) => otherValues(walk.checker, type));
  if (base !== undefined && head !== undefined) {
    const inside = placeInside(walk.sides, place, { kind: "values" });
    compareTypes(walk, { base, head }, { place: inside, findings });
  } else if (base !== undefined || head !== undefined) {
    const kind = head === undefined ? "other keys gone" : "other keys added";
    findings.differences.push({ kind, place });
  }
}

function otherValues(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return values === undefined || values.flags & ts.TypeFlags.Never ? undefined : values;
}
