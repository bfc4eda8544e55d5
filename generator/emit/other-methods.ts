import ts from "typescript";
import { isObject, objectOf, type JsonObject } from "../json.ts";
import { isCommon, operationsOf } from "../path-item.ts";

/*
 * openapi-typescript makes types for the methods of OpenAPI 3.1. Operations of others go through it as paths of their
 * own, and are put back where they belong.
 */

/** The operations that were taken out, by the path that each became. */
export type OtherMethods = ReadonlyMap<string, { readonly path: string; readonly method: string }>;

/** Makes a path of each operation whose method openapi-typescript doesn't know. In place. */
export function splitOtherMethods(document: JsonObject): OtherMethods {
  const paths = objectOf(document.paths);
  const split = new Map<string, { path: string; method: string }>();
  for (const [path, pathItem] of Object.entries(paths)) {
    if (!isObject(pathItem)) continue;
    for (const { method, operation } of operationsOf(pathItem)) {
      if (isCommon(method)) continue;
      const own = unusedPath(paths);
      split.set(own, { path, method });
      paths[own] = { parameters: pathItem.parameters, post: operation };
    }
    delete pathItem.query;
    delete pathItem.additionalOperations;
  }
  return split;
}

function unusedPath(paths: JsonObject): string {
  let path = `/${Object.keys(paths).length}`;
  while (Object.hasOwn(paths, path)) path += "/";
  return path;
}

/** Puts the types of those operations into the path items they come from. */
export function joinOtherMethods(nodes: readonly ts.Node[], split: OtherMethods): ts.Node[] {
  if (split.size === 0) return [...nodes];
  return nodes.map((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "paths") return node;
    const { modifiers, name, typeParameters, heritageClauses } = node;
    const members = joined(node.members, split);
    const { factory } = ts;
    return factory.updateInterfaceDeclaration(
      node,
      modifiers,
      name,
      typeParameters,
      heritageClauses,
      members,
    );
  });
}

function joined(paths: readonly ts.TypeElement[], split: OtherMethods): ts.TypeElement[] {
  const added = new Map<string, ts.TypeElement[]>();
  for (const element of paths) {
    const own = split.get(nameOf(element));
    if (own === undefined) continue;
    added.set(own.path, [...(added.get(own.path) ?? []), operationIn(element, own.method)]);
  }
  return paths
    .filter((element) => !split.has(nameOf(element)))
    .map((element) => withMembers(element, added.get(nameOf(element)) ?? []));
}

function nameOf({ name }: ts.TypeElement): string {
  return name !== undefined && (ts.isStringLiteral(name) || ts.isIdentifier(name)) ? name.text : "";
}

/** The operation of a path of its own, called by its method. */
function operationIn(path: ts.TypeElement, method: string): ts.TypeElement {
  const post = membersOf(path).find((member) => nameOf(member) === "post");
  if (post === undefined || !ts.isPropertySignature(post))
    throw new Error(`no type came of ${method}`);
  const { modifiers, questionToken, type } = post;
  const { factory } = ts;
  const isWord = /^[A-Za-z_]\w*$/.test(method);
  const name = isWord ? factory.createIdentifier(method) : factory.createStringLiteral(method);
  return factory.updatePropertySignature(post, modifiers, name, questionToken, type);
}

function membersOf(path: ts.TypeElement): readonly ts.TypeElement[] {
  return ts.isPropertySignature(path) && path.type && ts.isTypeLiteralNode(path.type)
    ? path.type.members
    : [];
}

function withMembers(path: ts.TypeElement, added: readonly ts.TypeElement[]): ts.TypeElement {
  if (added.length === 0 || !ts.isPropertySignature(path)) return path;
  const { modifiers, name, questionToken } = path;
  const type = ts.factory.createTypeLiteralNode([...membersOf(path), ...added]);
  return ts.factory.updatePropertySignature(path, modifiers, name, questionToken, type);
}
