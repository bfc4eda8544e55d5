/**
 * Code in which `$name` stands for any one piece and `$$name` for any number of statements or arguments. It is compared
 * as syntax: layout, types, parentheses, and braces around a single statement don't count.
 */
import ts from "typescript";

/** What the wildcards of a pattern stand for, as it is written. */
export type Bindings = ReadonlyMap<string, string>;

/** A piece of code that a pattern fits. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly bindings: Bindings;
}

/** All places in a node that fit. A pattern that ends in `;`, or begins with `try`, is of statements, else of an expression. */
export function findPattern(pattern: string, root: ts.Node): Found[] {
  const found: Found[] = [];
  const isOfStatements = /^try\b|;$/.test(pattern);
  const wanted = isOfStatements ? statementsOf(pattern) : [expressionOf(pattern)];
  const visit = (node: ts.Node): void => {
    if (!isOfStatements) found.push(...(plain(node) === node ? fitOf(wanted, [node]) : []));
    else if (ts.isBlock(node) || ts.isModuleBlock(node) || ts.isSourceFile(node))
      node.statements.forEach((_, at) => {
        found.push(...fitOf(wanted, node.statements.slice(at, at + wanted.length)));
      });
    else
      ts.forEachChild(node, (child) => {
        if (ts.isStatement(child) && !ts.isBlock(child)) found.push(...fitOf(wanted, [child]));
      });
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** A text with each wildcard replaced by what it stands for. */
export function fillIn(template: string, bindings: Bindings): string {
  return template.replace(/#?\$\$?\w+/g, (name) => bindings.get(name) ?? name);
}

function fitOf(wanted: readonly ts.Node[], nodes: readonly ts.Node[]): Found[] {
  const bindings = new Map<string, string>();
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last || !allFit(wanted, nodes, bindings)) return [];
  return [{ start: first.getStart(), end: last.getEnd(), bindings }];
}

function statementsOf(code: string): readonly ts.Statement[] {
  const source = ts.createSourceFile("pattern.ts", code, ts.ScriptTarget.Latest, true);
  return source.statements;
}

function expressionOf(code: string): ts.Node {
  const [statement] = statementsOf(`(${code});`);
  if (statement && ts.isExpressionStatement(statement)) return plain(statement.expression);
  throw new Error(`${code}: neither an expression nor statements`);
}

function allFit(
  wanted: readonly ts.Node[],
  nodes: readonly ts.Node[],
  bindings: Map<string, string>,
): boolean {
  const [first, ...others] = wanted;
  if (!first) return nodes.length === 0;
  const name = wildcardOf(first);
  if (name?.startsWith("$$")) {
    const count = nodes.length - others.length;
    const rest = nodes.slice(0, Math.max(count, 0));
    const text = rest.length > 0 ? textBetween(rest[0], rest.at(-1)) : "";
    return count >= 0 && bind(name, text, bindings) && allFit(others, nodes.slice(count), bindings);
  }
  const [node, ...further] = nodes;
  return node !== undefined && fits(first, node, bindings) && allFit(others, further, bindings);
}

function fits(wanted: ts.Node, given: ts.Node, bindings: Map<string, string>): boolean {
  const name = wildcardOf(wanted);
  if (name) {
    const isOther = name.startsWith("#") !== ts.isPrivateIdentifier(given);
    return !isOther && bind(name, given.getText(), bindings);
  }
  const [pattern, node] = [plain(wanted), plain(given)];
  if (pattern.kind !== node.kind || ownText(pattern) !== ownText(node)) return false;
  return allFit(partsOf(pattern), partsOf(node), bindings);
}

/** The same wildcard stands for the same code everywhere. */
function bind(name: string, text: string, bindings: Map<string, string>): boolean {
  const known = bindings.get(name);
  bindings.set(name, known ?? text);
  return known === undefined || known === text;
}

function wildcardOf(node: ts.Node): string | undefined {
  if (ts.isExpressionStatement(node)) return wildcardOf(node.expression);
  if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return undefined;
  return /^#?\$/.test(node.text) ? node.text : undefined;
}

/** Without what makes no difference when it runs. */
function plain(node: ts.Node): ts.Node {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return plain(node.expression);
  const [statement, ...others] = ts.isBlock(node) ? node.statements : [];
  if (!statement || others.length > 0) return node;
  const isBranch = ts.isIfStatement(node.parent) || ts.isIterationStatement(node.parent, false);
  return isBranch ? statement : node;
}

function partsOf(node: ts.Node): ts.Node[] {
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (part) => {
    if (!ts.isTypeNode(part) && !ts.isTypeParameterDeclaration(part)) parts.push(part);
  });
  return parts;
}

/** What tells two nodes of a kind apart and is no node itself. */
function ownText(node: ts.Node): string {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return String(node.operator);
  if (ts.isVariableDeclarationList(node)) return String(node.flags & ts.NodeFlags.BlockScoped);
  const { text } = node as { text?: unknown };
  return typeof text === "string" ? text : "";
}

function textBetween(first: ts.Node | undefined, last: ts.Node | undefined): string {
  if (!first || !last) return "";
  return first.getSourceFile().text.slice(first.getStart(), last.getEnd());
}
