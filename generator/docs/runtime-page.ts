import type { BlockContent, RootContent } from "mdast";
import { linkedCode } from "./cells.ts";
import { readDeclaration, type Declaration, type Member, type Signature } from "./declaration.ts";
import { modulesOf, withImports } from "./example-imports.ts";
import type { Declared, Exported } from "./exports.ts";
import { typesSection } from "./named-types.ts";
import { codeBlock, heading, inlineCode, link, paragraph, text } from "./nodes.ts";
import type { RuntimePage } from "./pages.ts";
import { errorsList, membersTable } from "./runtime-tables.ts";
import { described, type RuntimeContext } from "./runtime-text.ts";

/** Everything about some exports of hand-written code that belong together. */
export function runtimePage(page: RuntimePage, context: RuntimeContext): RootContent[] {
  const { title, exports } = page;
  return [
    heading(1, title),
    ...described(page.text, context),
    ...exports.flatMap((exported, index) => {
      const isSecond = exports[index - 1]?.name === exported.name;
      return section(exported, isSecond, context);
    }),
    ...typesSection(page, context),
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
