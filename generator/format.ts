import { formatCode } from "./format-code.ts";
import type { GeneratedFile } from "./generated-file.ts";

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
