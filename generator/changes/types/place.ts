import ts from "typescript";
import { labelOf, partLabel } from "../label.ts";
import { descend, followPointer, locate, type Step } from "../locate.ts";
import type { Pair } from "../pair-by.ts";
import type { Phrase } from "../sentence.ts";
import type { Side, SideName } from "../side.ts";

/** Where two types stand: pointers into both documents, to what is around it on a side that lacks it. */
export interface Place extends Pair<string> {
  /** A comparison began there. */
  readonly isRoot?: true;
  /** A call may do without it, and what is in it. */
  readonly mayBeAbsent?: boolean;
  /** Items, and properties of a type that took another's place, are called by the way to them: nothing has changed where they stand. */
  readonly within?: { readonly place: Place; readonly step: Pair<Step> };
}

/** The place of items or other values inside one. */
export function placeInside(sides: Pair<Side>, place: Place, step: Step): Place {
  const pointerOn = (side: SideName) =>
    descend(sides[side].document, place[side], step) ?? place[side];
  const within = { place, step: { base: step, head: step } };
  return { base: pointerOn("base"), head: pointerOn("head"), within, mayBeAbsent: true };
}

/** The place of a property, which may be lacking on one side. */
export function placeOfProperty(
  sides: Pair<Side>,
  place: Place,
  { base, head, swapped }: Pair<ts.Symbol | undefined> & { readonly swapped: boolean },
): Place {
  const pointerOn = (side: SideName, symbol: ts.Symbol | undefined) =>
    (symbol && locate(sides[side].document, stepsTo(symbol))) ?? place[side];
  const mayBeAbsent =
    place.mayBeAbsent === true ||
    (head !== undefined && (head.flags & ts.SymbolFlags.Optional) !== 0);
  const own = { base: pointerOn("base", base), head: pointerOn("head", head), mayBeAbsent };
  if (!swapped) return own;
  const stepOf = (symbol: ts.Symbol | undefined): Step => ({
    kind: "property",
    name: symbol?.name ?? "",
  });
  return {
    ...own,
    within: { place, step: { base: stepOf(base ?? head), head: stepOf(head ?? base) } },
  };
}

/** The schema that a place refers to in both documents: what differs there is that schema's. */
export function sharedSchema(sides: Pair<Side>, { base, head }: Place): string | undefined {
  const [old, now] = [
    followPointer(sides.base.document, base),
    followPointer(sides.head.document, head),
  ];
  return old === now && old !== base && now !== head ? now : undefined;
}

/** What people call a place on one side. */
export function labelOfPlace(sides: Pair<Side>, side: SideName, place: Place): Phrase {
  const shared = sharedSchema(sides, place);
  if (shared !== undefined) return labelOf(sides[side].document, shared);
  return ownLabel(sides, side, place);
}

/** What people call a place itself, whatever it refers to. */
export function ownLabel(sides: Pair<Side>, side: SideName, place: Place): Phrase {
  const { within } = place;
  if (within === undefined) return labelOf(sides[side].document, place[side]);
  return partLabel(labelOfPlace(sides, side, within.place), within.step[side]);
}

/** The steps from a root of the emitted schema, `paths` or `components`, to where a property is declared in it. */
function stepsTo(symbol: ts.Symbol): Step[] {
  const [declaration] = symbol.declarations ?? [];
  return declaration === undefined ? [] : stepsToNode(declaration);
}

function stepsToNode(declaration: ts.Node): Step[] {
  const steps: Step[] = [];
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent) {
    const step = stepOf(node);
    if (step !== undefined) steps.push(step);
    if (ts.isTypeAliasDeclaration(node)) return [...stepsToAlias(node), ...steps.reverse()];
  }
  return steps.reverse();
}

const aliased = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly Step[]>>();

/** The steps to the property that has an alias for its type: one that refers to itself needs one. */
function stepsToAlias({ name, parent }: ts.TypeAliasDeclaration): readonly Step[] {
  if (!ts.isSourceFile(parent)) return [];
  const known = aliased.get(parent) ?? propertiesByAlias(parent);
  aliased.set(parent, known);
  return known.get(name.text) ?? [];
}

function propertiesByAlias(file: ts.SourceFile): Map<string, readonly Step[]> {
  const found = new Map<string, readonly Step[]>();
  const visit = (node: ts.Node) => {
    const type = ts.isPropertySignature(node) ? node.type : undefined;
    if (type && ts.isTypeReferenceNode(type) && !type.typeArguments)
      found.set(type.typeName.getText(), stepsToNode(node));
    ts.forEachChild(node, visit);
  };
  file.statements.filter(ts.isInterfaceDeclaration).forEach(visit);
  return found;
}

function stepOf(node: ts.Node): Step | undefined {
  if (ts.isPropertySignature(node)) return { kind: "property", name: nameOf(node.name) };
  if (ts.isInterfaceDeclaration(node)) return { kind: "property", name: node.name.text };
  if (ts.isArrayTypeNode(node) || ts.isTupleTypeNode(node)) return { kind: "items" };
  if (ts.isIndexSignatureDeclaration(node)) return { kind: "values" };
  const union = node.parent;
  return ts.isUnionTypeNode(union)
    ? { kind: "member", index: union.types.findIndex((member) => member === node) }
    : undefined;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : name.getText();
}

/** The key under `#/components/schemas` of the schema that a type stands for; the keys of several for what is composed of them, as in `A & B`. */
export function schemaKeyOf(type: ts.Type): string | undefined {
  const keys = (type.isIntersection() ? type.types : [type]).map(keyOf);
  return keys.includes(undefined) ? undefined : keys.join(" & ");
}

function keyOf(type: ts.Type): string | undefined {
  // Types that are computed have no symbol, whatever the declaration says.
  const symbol = type.symbol as ts.Symbol | undefined;
  const [declaration] = symbol?.declarations ?? [];
  if (declaration === undefined || !ts.isTypeLiteralNode(declaration)) return undefined;
  const [root, kind, key, ...rest] = stepsToNode(declaration);
  const isSchema = isNamed(root, "components") && isNamed(kind, "schemas") && rest.length === 0;
  return isSchema && key?.kind === "property" ? key.name : undefined;
}

function isNamed(step: Step | undefined, name: string): boolean {
  return step?.kind === "property" && step.name === name;
}
