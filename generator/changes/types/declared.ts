import ts from "typescript";
import type { Step } from "../locate.ts";

/** The steps from a root of the emitted schema, `paths` or `components`, to where a property is declared in it. */
export function stepsTo(symbol: ts.Symbol): Step[] {
  const [declaration] = symbol.declarations ?? [];
  return declaration === undefined ? [] : stepsToNode(declaration);
}

function stepsToNode(declaration: ts.Node): Step[] {
  const steps: Step[] = [];
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent) {
    const step = stepOf(node);
    if (step !== undefined) steps.push(step);
  }
  return steps.reverse();
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
