import ts from "typescript";
import { schemaKeyOf } from "./declared.ts";
import { describeObject, describeShape, propertyShape } from "./describe.ts";
import type { DifferenceKind, Findings, Place } from "./difference.ts";
import { areKnown, pairObjects } from "./pair-objects.ts";
import { compareKeys } from "./property-changes.ts";
import { shapeOf, type Shape } from "./shape.ts";
import { shapeChanges } from "./shape-changes.ts";

/** One walk through the types of both clients. */
export interface Walk {
  readonly checker: ts.TypeChecker;
  /** Objects that have been compared already, by the old type and the new one. */
  readonly known: Map<ts.Type, Map<ts.Type, Findings>>;
  /** Whether a component schema may be another in the new document. Types of the others need no look. */
  readonly isChanged: (key: string) => boolean;
}

interface Pair<T> {
  readonly base: T;
  readonly head: T;
}

interface Context {
  readonly place: Place;
  readonly findings: Findings;
}

/** Compares two types alternative by alternative. Differences are noted with the object they are in; objects lead to each other. */
export function compareShapes(walk: Walk, { base, head }: Pair<Shape>, context: Context): void {
  if (base.anything && head.anything) return;
  const { place, findings } = context;
  for (const change of shapeChanges(base, head)) {
    const [before, after] = [base, head].map((shape) => describeShape(walk.checker, shape));
    findings.differences.push({ ...change, place, before, after });
  }
  compareItems(walk, { base: base.items, head: head.items }, context);
  compareAlternatives(walk, { base: base.objects, head: head.objects }, context);
}

/** Arrays of arrays that are made of themselves have no object between them to stop at. */
const maxArrayDepth = 4;

function compareItems(walk: Walk, types: Pair<readonly ts.Type[]>, context: Context): void {
  const { place } = context;
  if (arrayDepth(place) > maxArrayDepth) return;
  const inner: Context = {
    ...context,
    place: { kind: "step", step: { kind: "items" }, parent: place },
  };
  for (const [index, item] of types.base.entries()) {
    const other = types.head[index];
    if (other !== undefined) compareTypes(walk, { base: item, head: other }, inner);
  }
}

function arrayDepth(place: Place): number {
  return place.kind === "step" ? 1 + arrayDepth(place.parent) : 0;
}

function compareTypes(walk: Walk, { base, head }: Pair<ts.Type>, context: Context): void {
  if (base === head) return;
  const [old, now] = [shapeOf(walk.checker, base), shapeOf(walk.checker, head)];
  compareShapes(walk, { base: old, head: now }, context);
}

function compareAlternatives(
  walk: Walk,
  { base, head }: Pair<readonly ts.Type[]>,
  { place, findings }: Context,
): void {
  // Where one side has no object at all, their kind has changed, which is told already.
  if (base.length === 0 || head.length === 0) return;
  const { pairs, gone, added } = pairObjects(walk.checker, base, head);
  for (const [old, now] of pairs)
    if (!areSame(walk, old, now))
      findings.inner.add(compareObjects(walk, { base: old, head: now }, place));
  const note = (kind: DifferenceKind, types: readonly ts.Type[]) => {
    if (types.length === 0) return;
    const names = types.map((type) => describeObject(walk.checker, type));
    findings.differences.push({ kind, place, names, before: undefined, after: undefined });
  };
  const known = areKnown(walk.checker, base, added);
  note("alternative gone", gone);
  note(known ? "known alternative added" : "alternative added", added);
}

function areSame(walk: Walk, base: ts.Type, head: ts.Type): boolean {
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
  const { checker } = walk;
  const swapped = schemaKeyOf(types.base) !== schemaKeyOf(types.head);
  const placeOf = (base: ts.Symbol | undefined, head: ts.Symbol | undefined): Place => ({
    kind: "property",
    base,
    head,
    parent: place,
    swapped,
  });
  const { shared, changes } = compareKeys(checker, types);
  for (const { base, head, ...change } of changes)
    findings.differences.push({ ...change, place: placeOf(base, head) });
  for (const { base, head } of shared) {
    const shapes = { base: propertyShape(checker, base), head: propertyShape(checker, head) };
    compareShapes(walk, shapes, { place: placeOf(base, head), findings });
  }
}

/** Compares what may stand under keys that are not properties. */
function compareOtherKeys(walk: Walk, types: Pair<ts.Type>, { place, findings }: Context): void {
  const [base, head] = [types.base, types.head].map((type) => otherValues(walk.checker, type));
  const inner: Place = { kind: "step", step: { kind: "values" }, parent: place };
  if (base !== undefined && head !== undefined) {
    compareTypes(walk, { base, head }, { place: inner, findings });
  } else if (base !== undefined || head !== undefined) {
    const kind = head === undefined ? "other keys gone" : "other keys added";
    findings.differences.push({ kind, place, names: [], before: undefined, after: undefined });
  }
}

function otherValues(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return values === undefined || values.flags & ts.TypeFlags.Never ? undefined : values;
}
