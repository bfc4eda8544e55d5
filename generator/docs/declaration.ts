import { ts } from "ts-morph";
import { docsOf, noDocs, type Docs } from "./docstring.ts";

/** A declaration of hand-written code, and what its docstrings say. */
export interface Declaration {
  readonly kind: "function" | "class" | "interface" | "type" | "const";
  readonly docs: Docs;
  /** Of a function, as it is called. */
  readonly signature: Signature | undefined;
  /** Properties and methods; of a function, its parameters. */
  readonly members: readonly Member[];
  /** What it extends, as it is written: `Partial<ClientOptions>`. */
  readonly bases: readonly string[];
}

export interface Signature {
  /** `uploadFile<Operations extends UploadOperations>`. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returnType: string;
}

/** A property, a method or a parameter. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly docs: Docs;
}

/** What several others extend is read once. */
const read = new Map<string, Declaration>();

/**
 * Reads one declaration with the compiler's own parser, which knows docstrings and is loaded for printing anyway. Nothing
 * is resolved: types are read as they are written.
 */
export function readDeclaration(code: string): Declaration {
  const declaration = read.get(code) ?? parse(code);
  read.set(code, declaration);
  return declaration;
}

function parse(code: string): Declaration {
  const source = ts.createSourceFile("declaration.ts", code, ts.ScriptTarget.ES2022, true);
  const [statement] = source.statements;
  const docs = docsOf(statement);
  const plain = { docs, signature: undefined, members: [], bases: [] };
  if (statement === undefined)
    throw new Error(`there is no declaration in ${JSON.stringify(code)}`);
  if (ts.isFunctionDeclaration(statement)) return { ...plain, ...functionOf(statement, docs) };
  if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement))
    return {
      ...plain,
      kind: ts.isClassDeclaration(statement) ? "class" : "interface",
      members: [...statement.members].flatMap(memberOf),
      bases: basesOf(statement),
    };
  return { ...plain, kind: ts.isTypeAliasDeclaration(statement) ? "type" : "const" };
}

function basesOf(node: ts.InterfaceDeclaration | ts.ClassDeclaration): string[] {
  const extended = node.heritageClauses?.filter(
    ({ token }) => token === ts.SyntaxKind.ExtendsKeyword,
  );
  return (extended ?? []).flatMap(({ types }) => types.map(textOf));
}

function functionOf(
  { name, typeParameters, parameters, type }: ts.FunctionDeclaration,
  docs: Docs,
): Pick<Declaration, "kind" | "signature" | "members"> {
  const generics = typeParameters ? `<${typeParameters.map(textOf).join(", ")}>` : "";
  return {
    kind: "function",
    signature: {
      name: `${name?.text ?? ""}${generics}`,
      parameters: parameters.map((parameter) => {
        const optional = isOptional(parameter) ? "?" : "";
        return `${nameOf(parameter)}${optional}: ${typeText(parameter)}`;
      }),
      returnType: textOf(type),
    },
    members: parameters.flatMap((parameter) => parameterRows(parameter, docs)),
  };
}

/** One that is taken apart has no name, and its properties are told one by one. */
function parameterRows(parameter: ts.ParameterDeclaration, docs: Docs): Member[] {
  const { name, type } = parameter;
  const row = (
    name: string,
    node: ts.ParameterDeclaration | ts.PropertySignature,
    byDefault?: string,
  ): Member => ({
    name,
    type: typeText(node),
    isRequired: !isOptional(node),
    docs: {
      ...noDocs,
      description: docs.parameters.get(name.replace(/.*\./, "")) ?? "",
      default: byDefault,
    },
  });
  if (!ts.isObjectBindingPattern(name) || !type || !ts.isTypeLiteralNode(type))
    return [row(nameOf(parameter), parameter)];
  const defaults = new Map(name.elements.map((it) => [textOf(it.name), it.initializer?.getText()]));
  return type.members.filter(ts.isPropertySignature).map((member) => {
    const property = textOf(member.name);
    return row(`${nameOf(parameter)}.${property}`, member, defaults.get(property));
  });
}

function nameOf({ name }: ts.ParameterDeclaration): string {
  return ts.isIdentifier(name) ? name.text : "options";
}

/** Nothing for what only the class itself, or a loop, calls. */
function memberOf(member: ts.TypeElement | ts.ClassElement): Member[] {
  const { name } = member;
  if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return [];
  const isMethod = ts.isMethodSignature(member) || ts.isMethodDeclaration(member);
  if (!isMethod && !ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return [];
  const type = isMethod
    ? `(${member.parameters.map(textOf).join(", ")}) => ${textOf(member.type)}`
    : typeText(member);
  return [{ name: name.text, type, isRequired: !isOptional(member), docs: docsOf(member) }];
}

type Typed = ts.ParameterDeclaration | ts.PropertySignature | ts.PropertyDeclaration;

function isOptional(node: Typed | ts.MethodSignature | ts.MethodDeclaration): boolean {
  return Boolean(node.questionToken) || (ts.isParameter(node) && node.initializer !== undefined);
}

/** A property without a type has the one of its value. That an optional one may be undefined goes without saying. */
function typeText(node: Typed): string {
  const { type } = node;
  if (!type) return ts.isPropertySignature(node) ? "unknown" : textOf(node.initializer);
  if (!isOptional(node) || !ts.isUnionTypeNode(type)) return textOf(type);
  const others = type.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
  const [only] = others;
  if (others.length === 1 && only && ts.isParenthesizedTypeNode(only)) return textOf(only.type);
  return others.map(textOf).join(" | ");
}

/** On one line. */
function textOf(node: ts.Node | undefined): string {
  return (node?.getText() ?? "")
    .replace(/\s+/g, " ")
    .replace(/([([]) | (?=[)\]])|,(?= [)}])/g, "$1");
}
