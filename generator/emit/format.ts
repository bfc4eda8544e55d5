import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import { format as prettify } from "prettier/standalone";
import type { GeneratedFile } from "../files/generated-file.ts";
import { halfPairs, isVisible, lineSeparators, withEscapes } from "../text.ts";

/**
 * Files that come formatted: openapi-typescript's output is stable, models are lines of one shape, and what is copied is
 * formatted where it is written.
 */
const formattedAlready =
  /^(?:src\/(?:models|schema)\.ts|src\/runtime\/|docs\/|README\.md|LICENSE|CHANGELOG\.md)/;

/** Formats what the emitters wrote, by the one style of this project. */
export async function format(files: readonly GeneratedFile[]): Promise<GeneratedFile[]> {
  return Promise.all(
    files.map(async ({ path, text }) => ({
      path,
      text: formattedAlready.test(path) ? text : await formatCode(text, { path, printWidth: 100 }),
    })),
  );
}

/** Formats a file of TypeScript, JavaScript or JSON, as the end of its path says. */
export function formatCode(
  text: string,
  { path, printWidth }: { readonly path: string; readonly printWidth: number },
): Promise<string> {
  return prettify(text, { filepath: path, parser: parserOf(path), plugins, printWidth });
}

/** Babel's parser leads to the same text as the compiler's, which prettier would take, in two thirds of the time. */
function parserOf(path: string): string {
  if (/\.[jt]s$/.test(path)) return "babel-ts";
  return path === "package.json" ? "json-stringify" : "json";
}

const plugins = [babel, estree];

/** The file with nothing in it that an editor would not show, or that UTF-8 can't hold. Pages have been cleaned of the former. */
export function withVisibleText(file: GeneratedFile): GeneratedFile {
  const { path, text } = file;
  if (isVisible(text)) return file;
  const visible = path.endsWith(".ts")
    ? withEscapes(text)
    : text.replace(lineSeparators, " ").replace(halfPairs, "\ufffd");
  return { path, text: visible };
}
