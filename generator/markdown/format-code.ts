import { format } from "prettier";

/** Stands on a line of its own, where no text of a document can stand: line ends in strings are escaped. */
const separator = "// ---";

/** Formats blocks of TypeScript for a page, which is narrower than an editor. */
export async function formatCode(blocks: readonly string[]): Promise<string[]> {
  const source = blocks.join(`\n${separator}\n`);
  const formatted = await format(source, { parser: "typescript", printWidth: 80 });
  return formatted.split(`${separator}\n`).map((block) => block.trim());
}
