import ts from "typescript";
import { isObject, pointer, resolvePointer, type JsonObject } from "../json.ts";

/** Where a document says what stands at a position of the emitted `schema.ts`: as far inside as it can be told. */
export function placeInSchema(file: ts.SourceFile, position: number, document: JsonObject): string {
  const keys = keysAt(file, position);
  let found: readonly string[] = [];
  for (const key of keys) {
    const next = [[key], ["properties", key]]
      .map((step) => [...found, ...step])
      .find((candidate) => isObject(resolvePointer(document, pointer(...candidate))));
    if (next === undefined) break;
    found = next;
  }
  return pointer(...found);
}

/** The names of what is around a position; for an alias, of the property that it is the type of. */
function keysAt(file: ts.SourceFile, position: number): string[] {
  const keys: string[] = [];
  const visit = (node: ts.Node): void => {
    if (position < node.pos || position >= node.end) return;
    if (ts.isTypeAliasDeclaration(node)) keys.push(...keysOfAlias(file, node.name.text));
    if (ts.isInterfaceDeclaration(node)) keys.push(node.name.text);
    if (ts.isPropertySignature(node)) keys.push(nameOf(node));
    ts.forEachChild(node, visit);
  };
  file.statements.forEach(visit);
  return keys;
}

function keysOfAlias(file: ts.SourceFile, name: string): string[] {
  let found: readonly string[] = [];
  const visit = (node: ts.Node, around: readonly string[]): void => {
    const isNamed = ts.isPropertySignature(node) || ts.isInterfaceDeclaration(node);
    const keys = isNamed ? [...around, nameOf(node)] : around;
    const type = ts.isPropertySignature(node) ? node.type : undefined;
    const isAlias = type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName);
    if (isAlias && type.typeName.text === name) found = keys;
    ts.forEachChild(node, (child) => {
      visit(child, keys);
    });
  };
  for (const statement of file.statements)
    if (ts.isInterfaceDeclaration(statement)) visit(statement, []);
  return [...found];
}

function nameOf({ name }: ts.PropertySignature | ts.InterfaceDeclaration): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)
    ? name.text
    : "";
}
