import { Document, isNode, isScalar, stringify, visit } from "yaml";
import type { JsonObject } from "../json.ts";
import type { Undescribed } from "./missing-words.ts";

/** Quotes whatever some reader of YAML would not take for a string; folds nothing. */
const options = { compat: "yaml-1.1", aliasDuplicateObjects: false } as const;
const layout = { lineWidth: 0 } as const;

/** The length in characters from which on a text that needs quotes becomes a block, where nothing is escaped. */
const longText = 80;

/**
 * Writes a document the one way: keys as they stand, no anchors, LF, text of several lines as a block, and a comment
 * at each place that waits for words. What is in a document alone decides what a line looks like, so that a
 * change of one fact is a change of one line.
 *
 * @param heading Comment lines that open the file.
 */
export function printYaml(
  document: JsonObject,
  heading: string,
  undescribed: readonly Undescribed[],
): string {
  const yaml = new Document(document, options);
  visit(yaml, {
    Scalar(key, node) {
      const isText = key !== "key" && typeof node.value === "string";
      if (isText && needsBlock(String(node.value))) node.type = "BLOCK_LITERAL";
    },
  });
  for (const { path, fields } of undescribed) {
    const node = yaml.getIn(path, true);
    if (isNode(node) && !isScalar(node))
      node.commentBefore = ` No ${fields.join(" and ")} of ours yet.`;
  }
  return heading + yaml.toString(layout);
}

function needsBlock(text: string): boolean {
  return text.length > longText && stringify(text, { ...options, ...layout }).startsWith('"');
}
