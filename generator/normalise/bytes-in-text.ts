import type { JsonObject } from "../json.ts";
import { follow, isBinary, sentAsText } from "../schema.ts";
import { schemaUses } from "../schema-uses.ts";

/**
 * Marks what is `format: binary` within JSON or another text, where it can be nothing but text. What is a field of a
 * multipart form elsewhere stays bytes: text gets a copy of such a schema, where only text refers to it.
 *
 * Needed by mistral: the audio of a message in JSON is text or `format: binary`.
 */
export function markBytesInText(document: JsonObject): void {
  const { texts, fields, references } = schemaUses(document);
  for (const [reference, around] of references) {
    const node = follow(document, reference);
    if (!isBinary(node) || !fields.has(node) || (around && fields.has(around))) continue;
    delete reference.$ref;
    Object.assign(reference, { ...node, ...reference }, { [sentAsText]: true });
  }
  for (const node of texts)
    if (isBinary(node) && !fields.has(node)) Object.assign(node, { [sentAsText]: true });
}
