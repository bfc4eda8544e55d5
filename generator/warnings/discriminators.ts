import { similarWord } from "../check/structure-mistakes.ts";
import { objectOf, pointer, type JsonObject } from "../json.ts";
import { mappedReference } from "../normalise/discriminator.ts";
import { componentsOf } from "../schema.ts";
import { line, quoted } from "../text.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Warnings of a discriminator's values that are mapped to no schema of the document.
 *
 * @param document As it was loaded: `normalise` leaves such entries out.
 * @param file Names it.
 */
export function mappingWarnings(document: JsonObject, file: string): string[] {
  const names = Object.keys(componentsOf(document, "schemas"));
  const warnings: string[] = [];
  walkDocument(document, ({ type, node, path }) => {
    if (type !== "schema") return;
    for (const [target, ...keys] of targetsOf(objectOf(node.discriminator))) {
      if (typeof target !== "string" || mappedReference(document, target) !== undefined) continue;
      const place = line(`${file}${pointer(...path, "discriminator", ...keys)}`, 500);
      warnings.push(
        `${place}: leads to no schema: ${quoted(line(target, 100))}, so the client is made as if it were not there\n` +
          `  ${remedyFor(target, names)}\n`,
      );
    }
  });
  return warnings;
}

/** What a discriminator leads to, each with the keys under which it says so. */
function targetsOf({ mapping, defaultMapping }: JsonObject): [unknown, ...string[]][] {
  const mapped = Object.entries(objectOf(mapping));
  return [
    ...mapped.map(([value, target]): [unknown, ...string[]] => [target, "mapping", value]),
    [defaultMapping, "defaultMapping"],
  ];
}

function remedyFor(target: string, names: readonly string[]): string {
  const similar = similarWord(target.replace(/^.*\//s, ""), names);
  return similar === undefined
    ? "Write the name of a schema in #/components/schemas, or the $ref to it."
    : `Did you mean ${quoted(similar)}?`;
}
