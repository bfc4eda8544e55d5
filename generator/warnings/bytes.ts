import { pointer, type JsonObject } from "../json.ts";
import { isBinary } from "../schema.ts";
import { schemaUses } from "../schema-uses.ts";
import { line } from "../text.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Warnings of schemas that are bytes in a multipart form and stand in JSON elsewhere: one type can't be both.
 *
 * @param document As `normalise` leaves it.
 * @param file Names it.
 */
export function bytesWarnings(document: JsonObject, file: string): string[] {
  const { texts, fields } = schemaUses(document);
  const warnings: string[] = [];
  walkDocument(document, ({ type, node, path }) => {
    if (type !== "schema" || !isBinary(node) || !texts.has(node) || !fields.has(node)) return;
    const place = line(`${file}${pointer(...path)}`, 500);
    warnings.push(
      `${place}: is bytes in a multipart form and text in JSON, and its type has bytes for both\n` +
        "  Give the form and the JSON a schema each.\n",
    );
  });
  return warnings;
}
