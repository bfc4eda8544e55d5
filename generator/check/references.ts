import { pointer, type JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * A `$ref` is printed as a look-up in the types, which are made of these alone: any other place would be the name of a
 * variable, in the document's own words. A body's schema has no key of its own there, so nothing can look it up but its
 * `$defs`, which become components.
 */
const inTypes =
  /^#\/(?:paths|webhooks|components)\/(?!mediaTypes\/|(?:.*\/)?content\/[^/]*~1[^/]*\/schema(?:\/|$)(?!(?:.*(?<!\/properties)\/)?\$defs\/))/;

/**
 * Looks at every `$ref` of a bundled document that its types are made from.
 *
 * @param file Names the document in errors.
 * @throws {SpecError} One leads to a place that has no types.
 */
export function checkReferences(document: JsonObject, file: string): void {
  walkDocument(document, ({ node: { $ref }, path }) => {
    if (typeof $ref === "string" && !inTypes.test($ref))
      throw new SpecError(
        { file, pointer: pointer(...path) },
        `$ref leads to what has no type of its own: ${$ref}`,
        "Move that to #/components/schemas, and refer to it there.",
      );
  });
}
