import { similarWord } from "../check/structure-mistakes.ts";
import { pointer, type JsonObject } from "../json.ts";
import { hasPlace, parameterLists, templateNames } from "../normalise/paths.ts";
import { follow } from "../schema.ts";
import { line, quoted } from "../text.ts";

/**
 * Warnings of path parameters that their path does not name: they can't be sent.
 *
 * @param document As it was loaded: `normalise` leaves such parameters out.
 * @param file Names it.
 */
export function pathParameterWarnings(document: JsonObject, file: string): string[] {
  return parameterLists(document).flatMap(({ holder, template, path }) =>
    [holder.parameters].flat().flatMap((entry, index) => {
      if (hasPlace(document, entry, template)) return [];
      const name = String(follow(document, entry).name);
      const place = `${file}${pointer(...path, "parameters", String(index))}`;
      const problem = `the path has no {${name}}, so this parameter is not sent`;
      return `${line(`${place}: ${problem}`, 700)}\n  ${line(remedyFor(name, template), 200)}\n`;
    }),
  );
}

function remedyFor(name: string, template: string): string {
  const similar = similarWord(name, templateNames(template));
  return similar === undefined
    ? `Remove it, or write {${name}} where it belongs in the path.`
    : `Did you mean ${quoted(similar)}?`;
}
