import type { Nodes, Root } from "mdast";
import ts from "typescript";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { nodesOf, outlineOf, parsePage } from "../docs/read-page.ts";

/** A source's kinds of nodes in their tree; names and literals, which are a document's to choose, are all alike. */
export function sourceShape({ path, text }: GeneratedFile): string {
  const source = parse(path, text);
  const shapeOf = (node: ts.Node): string => {
    if (isNameOrLiteral(node)) return "name";
    // Written where a name is one of those that every object has.
    if (ts.isAsExpression(node) && ts.isConstTypeReference(node.type))
      return shapeOf(node.expression);
    const children: string[] = [];
    ts.forEachChild(node, (child) => {
      children.push(shapeOf(child));
    });
    return `${ts.SyntaxKind[node.kind]}(${children.join()})`;
  };
  return source.statements.map(shapeOf).join("\n");
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.ES2022,
    jsDocParsingMode: ts.JSDocParsingMode.ParseAll,
  });
}

/** Prettier writes a key without quotes where it can; only `__proto__` is written in brackets. */
function isNameOrLiteral(node: ts.Node): boolean {
  if (ts.isComputedPropertyName(node))
    return ts.isStringLiteral(node.expression) && node.expression.text === "__proto__";
  return ts.isIdentifier(node) || ts.isStringLiteral(node) || ts.isNumericLiteral(node);
}

/** What is live in a source's comments: tags, links, directives, pragmas. And what should not be there at all. */
export function liveComments({ path, text }: GeneratedFile): string[] {
  const source = parse(path, text) as ts.SourceFile & {
    parseDiagnostics: ts.Diagnostic[];
    commentDirectives?: unknown[];
    pragmas: ReadonlyMap<string, unknown>;
  };
  const found = [
    ...source.parseDiagnostics.map(
      ({ messageText }) => `syntax error: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    ),
    ...(source.commentDirectives ?? []).map(() => "directive"),
    ...[...source.pragmas.keys()].map((pragma) => `pragma ${pragma}`),
    ...source.referencedFiles.map(({ fileName }) => `reference ${fileName}`),
    ...(text.match(hidden) ?? []).map((character) => `hidden U+${character.charCodeAt(0)}`),
    ...(isWellFormed(text) ? [] : ["half of a surrogate pair"]),
  ];
  const visit = (node: ts.Node & { jsDoc?: ts.JSDoc[] }): void => {
    for (const doc of node.jsDoc ?? []) {
      found.push(...(doc.tags ?? []).map(({ tagName }) => `@${tagName.text}`));
      const comments = [doc.comment, ...(doc.tags ?? []).map(({ comment }) => comment)];
      const parts = comments.flatMap((comment) => (typeof comment === "object" ? comment : []));
      found.push(
        ...parts.filter((part) => part.kind !== ts.SyntaxKind.JSDocText).map(() => "inline link"),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort();
}

function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** What a page has that is no text: its outline and last line, tables, and whatever could act. */
export function pageShape(text: string) {
  const page = parsePage(text);
  return {
    outline: outlineOf(text).length,
    tables: nodesOf(page, "table").map((table) => table.children.map((row) => row.children.length)),
    acting: actingKinds.flatMap((kind) => nodesOf(page, kind)).map(({ type }) => type),
    // A description may have links to the web and for mail, and GitHub makes them of bare addresses.
    links: nodesOf(page, "link").filter(({ url }) => !/^(?:https?|mailto):/.test(url)).length,
    hidden: text.match(hidden) ?? [],
    wellFormed: isWellFormed(text),
    lastLine: text.trimEnd().split("\n").at(-1),
  };
}

const actingKinds = [
  "html",
  "image",
  "imageReference",
  "definition",
  "footnoteDefinition",
  "footnoteReference",
] as const;

/** The kinds of blocks in their tree. */
export function blockTree(text: string): string {
  const treeOf = (node: Nodes): string =>
    "children" in node && !["paragraph", "heading", "tableCell"].includes(node.type)
      ? `${node.type}(${node.children.map(treeOf).join()})`
      : node.type;
  return treeOf(parsePage(text) satisfies Root);
}
