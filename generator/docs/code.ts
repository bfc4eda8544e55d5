import type { StatementStructures } from "ts-morph";
import { formatCode } from "../emit/format.ts";
import { printSource } from "../emit/source.ts";
import { isObject } from "../json.ts";
import { hiddenCharacters } from "../text.ts";

/** What stands in one block of code; texts are statements as they are. */
export type BlockCode = readonly (StatementStructures | string)[];

/** Stands on a line of its own, where no text of a document can stand: line ends in strings are escaped. */
const separator = "// ---";

/** Prints and formats blocks of TypeScript for a page, which is narrower than an editor: all in one go, in a third of the time. */
export async function printBlocks(blocks: readonly BlockCode[]): Promise<string[]> {
  const path = "blocks.ts";
  const source = printSource(
    path,
    blocks.flatMap((block) => [separator, ...block]),
  );
  const formatted = await formatCode(source, { path, printWidth: 80 });
  return formatted
    .split(`${separator}\n`)
    .slice(1)
    .map((block) => block.trim());
}

/** A value of the document as JSON, in two-space steps. */
export function valueJson(value: unknown): string {
  return visible(JSON.stringify(value, undefined, 2));
}

/** A value of the document as a TypeScript expression. */
export function valueCode(value: unknown): string {
  if (value === undefined) return "undefined";
  if (Array.isArray(value)) return `[${value.map(valueCode).join(", ")}]`;
  if (!isObject(value)) return visible(JSON.stringify(value));
  return objectCode(Object.entries(value).map(([key, item]) => [key, valueCode(item)]));
}

/** An object literal; the values are code already. `__proto__` has to be computed, or it would set the prototype. */
export function objectCode(entries: readonly (readonly [key: string, code: string])[]): string {
  const properties = entries.map(([key, code]) => {
    const name = visible(JSON.stringify(key));
    return `${key === "__proto__" ? `[${name}]` : name}: ${code}`;
  });
  return `{ ${properties.join(", ")} }`;
}

const hiddenInCode = new RegExp(`${hiddenCharacters.source}|[\\u2028\\u2029]`, "g");

/** What an editor would not show, or show in another order than it stands, is escaped; it occurs in strings only. */
function visible(json: string): string {
  return json.replace(
    hiddenInCode,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
