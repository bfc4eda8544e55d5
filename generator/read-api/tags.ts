import { isObject, objectOf, type JsonObject } from "../json.ts";
import { className } from "../names.ts";
import { operationsOf } from "../path-item.ts";
import { quoted } from "../text.ts";
import type { SourceOperation } from "./context.ts";

/** The operations of one class. */
export interface Group {
  /** As it is spelt first. */
  readonly tag: string;
  readonly sources: readonly SourceOperation[];
}

interface Found {
  readonly spellings: Set<string>;
  readonly sources: SourceOperation[];
}

/**
 * Operations by their first tag; those without one share the tag `default`. Tags that differ in nothing but case and
 * punctuation are one, as people write them by hand.
 *
 * @param warn Told of these.
 */
export function groupByTag(
  document: JsonObject,
  { file, warn }: { readonly file: string; readonly warn: (warning: string) => void },
): Group[] {
  const groups = new Map<string, Found>();
  for (const [path, pathItem] of Object.entries(objectOf(document.paths))) {
    if (!isObject(pathItem)) continue;
    for (const { method, operation } of operationsOf(pathItem)) {
      const [first] = Array.isArray(operation.tags) ? (operation.tags as unknown[]) : [];
      const tag = typeof first === "string" ? first : "default";
      const group = groups.get(keyOf(tag)) ?? { spellings: new Set(), sources: [] };
      group.spellings.add(tag);
      group.sources.push({ path, method, pathItem, operation });
      groups.set(keyOf(tag), group);
    }
  }
  return [...groups.values()].map(({ spellings, sources }) => {
    const [tag = "default"] = spellings;
    if (spellings.size > 1) warn(warningOf([...spellings], file));
    return { tag, sources };
  });
}

/** What is left of one that has neither letters nor digits says nothing: it is another than all others. */
function keyOf(tag: string): string {
  const name = className(tag).toLowerCase();
  return name === "_api" ? tag : name;
}

function warningOf(spellings: readonly string[], file: string): string {
  const last = quoted(spellings.at(-1) ?? "");
  const list = `${spellings.slice(0, -1).map(quoted).join(", ")} and ${last}`;
  return (
    `${file}: the tags ${list} are one class, ${className(spellings[0] ?? "")}\n` +
    "  Spell them alike, or give them names that differ in more than case and punctuation\n"
  );
}
