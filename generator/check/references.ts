import { pointer, type JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";
import { walkDocument, type NodeType } from "../walk-document.ts";

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

/** Where the components are that may stand in the place of an object of a kind. */
const kinds: Partial<Record<NodeType, readonly string[]>> = {
  callback: ["callbacks"],
  mediaType: ["mediaTypes"],
  parameter: ["parameters", "headers"],
  pathItem: ["pathItems"],
  requestBody: ["requestBodies"],
  response: ["responses"],
  schema: ["schemas"],
};

/**
 * Looks at every `$ref` to a component, whether that is of the kind which is wanted there. One of another kind would be read
 * as if it were of that one, and hold nothing of it.
 *
 * @param document As it was loaded.
 * @param file Names the document in errors.
 * @throws {SpecError} A component is of another kind, such as a schema in the place of a response.
 */
export function checkKinds(document: JsonObject, file: string): void {
  walkDocument(document, ({ type, node: { $ref }, path }) => {
    const wanted = kinds[type];
    const [, kind = ""] = /^#\/components\/([^/]+)\/[^/]+$/.exec(String($ref)) ?? [];
    if (wanted === undefined || kind === "" || wanted.includes(kind)) return;
    throw new SpecError(
      { file, pointer: pointer(...path) },
      `$ref leads to one of ${kind}, where one of ${wanted.join(" or ")} is wanted: ${String($ref)}`,
      (kind === "schemas" ? placesOfSchemas[type] : undefined) ??
        `Refer to what is in ${wanted.map((name) => `#/components/${name}`).join(" or ")}.`,
    );
  });
}

/** What whoever refers to a schema probably means. */
const placesOfSchemas: Partial<Record<NodeType, string>> = {
  mediaType: "Write it as schema of the media type.",
  parameter: "Write it as schema of the parameter.",
  requestBody: "Write it in content, as schema of a media type.",
  response: "Write it in content, as schema of a media type.",
};
