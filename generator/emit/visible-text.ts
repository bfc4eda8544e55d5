import { hiddenCharacters } from "../text.ts";
import type { GeneratedFile } from "../files/generated-file.ts";

const lineSeparators = /[\u2028\u2029]/g;
const halfPairs = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * The file with nothing in it that an editor would not show, or that UTF-8 can't hold. Comments and pages have been
 * cleaned of the former, so in a source it stands in a string, where an escape means the same.
 */
export function withVisibleText({ path, text }: GeneratedFile): GeneratedFile {
  const visible = path.endsWith(".ts")
    ? [hiddenCharacters, lineSeparators, halfPairs].reduce(
        (source, characters) => source.replace(characters, escape),
        text,
      )
    : text.replace(lineSeparators, " ").replace(halfPairs, "\ufffd");
  return { path, text: visible };
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
