import type { BlockContent, Nodes, PhrasingContent, RootContent } from "mdast";
import { linkedCode, yesOrNo } from "./cells.ts";
import { readDeclaration, type Declaration, type Member, type Signature } from "./declaration.ts";
import { descriptionBlocks, descriptionLine } from "./description.ts";
import { modulesOf, withImports, type ImportContext } from "./example-imports.ts";
import type { Declared, Exported, Sources } from "./exports.ts";
import { codeBlock, heading, inlineCode, link, list, paragraph, table, text } from "./nodes.ts";
import type { RuntimePage } from "./pages.ts";

/** What the pages of hand-written code have in common. */
export interface RuntimeContext extends ImportContext {
  readonly sources: Sources;
  /** Pages by the names of exports, classes and models. */
  readonly urls: ReadonlyMap<string, string>;
  /** A program that makes a client. */
  readonly clientExample: string | undefined;
}

/** What a page is about, in Markdown: said of the whole, or of what stands first on it. */
export function introductionOf({ exports }: RuntimePage): string | undefined {
  const texts = exports.flatMap(({ pageText }) => pageText ?? []);
  const [first] = exports;
  return texts[0] ?? (first?.declared && readDeclaration(first.declared.code).docs.description);
}

/** Everything about some exports of hand-written code that belong together. */
export function runtimePage(page: RuntimePage, context: RuntimeContext): RootContent[] {
  const { title, exports } = page;
  const told = new Set<string>();
  return [
    heading(1, title),
    ...exports.flatMap(({ pageText }) => {
      const isNew = pageText !== undefined && !told.has(pageText);
      told.add(pageText ?? "");
      return isNew ? described(pageText, context) : [];
    }),
    ...exports.flatMap((exported, index) => {
      const isSecond = exports.slice(0, index).some(({ name }) => name === exported.name);
      return section(exported, isSecond, context);
    }),
  ];
}

function section(exported: Exported, isSecond: boolean, context: RuntimeContext): RootContent[] {
  const { name, declared } = exported;
  const modules = modulesOf(exported, context);
  const head = [
    heading(2, isSecond ? `${name} from ${modules.join()}` : name),
    paragraph(
      ...modules.flatMap((it, at) => [text(at === 0 ? "From " : " and "), inlineCode(it)]),
      text("."),
    ),
  ];
  if (!declared) return [...head, paragraph(text("The type of that name in openapi-fetch."))];
  return [...head, ...content(exported, declared, context)];
}

function content(exported: Exported, declared: Declared, context: RuntimeContext): RootContent[] {
  const declaration = readDeclaration(declared.code);
  const { kind, docs, signature } = declaration;
  const isShown = kind === "type" || kind === "const";
  const members = [...declaration.members, ...inherited(declaration, declared, context)];
  const isClient = exported.name === "createClient" && exported.entryPoint === "index";
  const examples = docs.examples.map((code) => withImports(code, exported, context));
  if (isClient && context.clientExample !== undefined) examples.push(context.clientExample);
  const urlOf = (name: string) => context.urls.get(name);
  return [
    ...(signature ? [codeBlock("ts", signatureText(signature))] : []),
    ...(isShown ? [codeBlock("ts", shown(declared.code))] : []),
    ...described(docs.description, context),
    ...basesLine(declaration, context),
    ...under(
      "Example",
      examples.map((code) => codeBlock("ts", code)),
    ),
    ...under(signature ? "Parameters" : "Properties", membersTable(members, context)),
    ...under(
      "Return type",
      signature ? [paragraph(...linkedCode(signature.returnType, urlOf))] : [],
    ),
    ...under("Errors", errorsList(docs.throws, context)),
    ...under("Types named here", hiddenTypes(exported, declared, members, context)),
  ];
}

function under(title: string, blocks: readonly BlockContent[]): RootContent[] {
  return blocks.length === 0 ? [] : [heading(3, title), ...blocks];
}

/** As a method of a class is printed. */
function signatureText({ name, parameters, returnType }: Signature): string {
  const line = `${name}(${parameters.join(", ")}): ${returnType}`;
  if (line.length <= 80) return line;
  return `${name}(\n${parameters.map((it) => `  ${it},\n`).join("")}): ${returnType}`;
}

/** Without its docstring, which stands below. */
function shown(code: string): string {
  return code.replace(/^\/\*\*[^]*?\*\/\n/, "").replace(/^export /, "");
}

function described(markdown: string, context: RuntimeContext): BlockContent[] {
  return descriptionBlocks(markdown).map((block) => withLinks(block, context));
}

/** Names of what has a page are links to it. */
function withLinks<Node extends Nodes>(node: Node, context: RuntimeContext): Node {
  if (!("children" in node) || node.type === "link") return node;
  const children = node.children.map((child) => {
    if (child.type !== "inlineCode") return withLinks(child, context);
    const url = context.urls.get(child.value.replace(/^new |\(.*\)$/g, ""));
    return url === undefined ? child : link(url, child);
  });
  return { ...node, children };
}

function cell(markdown: string | undefined, context: RuntimeContext): PhrasingContent[] {
  return withLinks(paragraph(...descriptionLine(markdown)), context).children;
}

/** What is not exported has no page: its members are those of what extends it. */
function inherited(
  { kind, members, bases }: Declaration,
  { path }: Declared,
  { sources, urls }: RuntimeContext,
): Member[] {
  const [base = ""] = bases;
  const found = kind === "class" && !urls.has(base) ? sources.find(path, base) : undefined;
  if (!found) return [];
  const own = new Set(members.map(({ name }) => name));
  return readDeclaration(found.code).members.filter(({ name }) => !own.has(name));
}

function basesLine({ bases }: Declaration, { urls }: RuntimeContext): BlockContent[] {
  const known = bases.filter((base) => urls.has(nameIn(base)));
  return known.map((base) => {
    const end = base.startsWith("Partial<") ? ", each of which may be left out." : ".";
    const url = urls.get(nameIn(base)) ?? "";
    return paragraph(text("It has all of "), link(url, inlineCode(nameIn(base))), text(end));
  });
}

function nameIn(base: string): string {
  return base.replace(/^Partial<(.*)>$/, "$1");
}

/** Columns in which nothing stands are left out. */
function membersTable(members: readonly Member[], context: RuntimeContext): BlockContent[] {
  const isAllRequired = members.every(({ isRequired }) => isRequired);
  const columns: Record<string, (member: Member) => PhrasingContent[]> = {
    Name: ({ name }) => [inlineCode(name)],
    Type: ({ type }) => linkedCode(type, (name) => context.urls.get(name)),
    Required: ({ isRequired }) => (isAllRequired ? [] : yesOrNo(isRequired)),
    Default: ({ docs }) => defaultPhrases(docs.default, context),
    Unit: (member) => unitPhrases(member),
    Description: ({ docs }) => cell(docs.description, context),
  };
  const rows = members.map((member) => Object.values(columns).map((print) => print(member)));
  const isUsed = (_: unknown, index: number) => rows.some((row) => (row[index] ?? []).length > 0);
  return table(
    Object.keys(columns).filter(isUsed),
    rows.map((row) => row.filter(isUsed)),
  );
}

/** A value as code; words as they are. */
function defaultPhrases(value: string | undefined, context: RuntimeContext): PhrasingContent[] {
  if (value === undefined) return [];
  return /^(?:[\d_.]+|".*"|\[.*\]|true|false|[\w$]+\.[\w$]+)$/.test(value)
    ? [inlineCode(value)]
    : cell(value, context);
}

/** A docstring begins with the unit of its number. */
function unitPhrases({ type, docs }: Member): PhrasingContent[] {
  const [unit] =
    /^(?:bytes(?: per second)?|milliseconds|seconds)(?: since 1970)?\b/i.exec(docs.description) ??
    [];
  return unit !== undefined && /\bnumber\b/.test(type) ? [text(unit.toLowerCase())] : [];
}

function errorsList(
  throws: Declaration["docs"]["throws"],
  context: RuntimeContext,
): BlockContent[] {
  const items = throws.map(({ type, text: when }) => {
    const reason = cell(when, context);
    return type === undefined
      ? reason
      : [...linkedCode(type, (name) => context.urls.get(name)), text(": "), ...reason];
  });
  return items.length === 0 ? [] : [list(items)];
}

/** What the types of a section name and the package does not export, as it stands in the sources. */
function hiddenTypes(
  { name }: Exported,
  { path, code }: Declared,
  members: readonly Member[],
  { sources, urls }: RuntimeContext,
): BlockContent[] {
  const isAlias = /^export type /m.test(code);
  const found = new Map<string, string>();
  const look = (path: string, types: string): void => {
    for (const word of withoutComments(types).match(/\b[A-Z]\w*/g) ?? []) {
      const hidden =
        urls.has(word) || found.has(word) || word === name ? undefined : sources.find(path, word);
      if (!hidden || !/^(?:export )?(?:type|interface) /m.test(hidden.code)) continue;
      found.set(word, hidden.code.replace(/^export /m, ""));
      look(hidden.path, hidden.code);
    }
  };
  look(path, isAlias ? code : members.map(({ type }) => type).join());
  return found.size === 0 ? [] : [codeBlock("ts", [...found.values()].join("\n\n"))];
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
}
