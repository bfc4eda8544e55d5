import type { BlockContent, PhrasingContent } from "mdast";
import { linkedCode, yesOrNo } from "./cells.ts";
import type { Member } from "./declaration.ts";
import type { Docs } from "./docstring.ts";
import { inlineCode, list, table, text } from "./nodes.ts";
import { cell, type RuntimeContext } from "./runtime-text.ts";

/** Columns in which nothing stands are left out. */
export function membersTable(members: readonly Member[], context: RuntimeContext): BlockContent[] {
  const isAllRequired = members.every(({ isRequired }) => isRequired);
  const columns: Record<string, (member: Member) => PhrasingContent[]> = {
    Name: ({ name }) => [inlineCode(name)],
    Type: ({ type }) => linkedCode(type, (name) => context.urls.get(name)),
    Required: ({ isRequired }) => (isAllRequired ? [] : yesOrNo(isRequired)),
    Default: ({ docs }) => defaultPhrases(docs.default, context),
    Unit: (member) => unitPhrases(member),
    Description: ({ docs }) => [...cell(docs.description, context), ...thrown(docs, context)],
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

/** The errors that a function throws. */
export function errorsList(throws: Docs["throws"], context: RuntimeContext): BlockContent[] {
  const items = throws.map((error) => errorPhrases(error, context));
  return items.length === 0 ? [] : [list(items)];
}

/** In the cell of a method. */
function thrown({ throws }: Docs, context: RuntimeContext): PhrasingContent[] {
  return throws.flatMap((error) => [text(" Throws "), ...errorPhrases(error, context)]);
}

function errorPhrases({ type, text: when }: Docs["throws"][number], context: RuntimeContext) {
  const reason = cell(when, context);
  if (type === undefined) return reason;
  return [...linkedCode(type, (name) => context.urls.get(name)), text(": "), ...reason];
}
