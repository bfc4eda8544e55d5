import { objectOf, pointer, type JsonObject } from "../json.ts";
import { encodingOf, multipartType } from "../media-type.ts";
import { isList, mayBeObject } from "../schema.ts";
import { line } from "../text.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Warnings of multipart bodies that can't be built, because their schemas are no objects, or, of what is no form, lists.
 *
 * @param document As `normalise` leaves it.
 * @param file Names it.
 */
export function multipartWarnings(document: JsonObject, file: string): string[] {
  const warnings: string[] = [];
  walkDocument(document, ({ type, node, path }) => {
    const [entry] = type === "requestBody" ? Object.entries(objectOf(node.content)) : [];
    if (entry === undefined || encodingOf(entry[0]) !== "multipart") return;
    const { schema } = objectOf(entry[1]);
    if (schema === undefined || mayBeObject(document, schema)) return;
    // In what is no form, parts need no names.
    if (multipartType(entry[0], "") !== undefined && isList(document, schema)) return;
    const place = line(`${file}${pointer(...path, "content", entry[0])}`, 500);
    warnings.push(
      `${place}: the schema is no object, so the parts have no names and the client can't build them\n` +
        "  Describe each part as a property of an object.\n",
    );
  });
  return warnings;
}
