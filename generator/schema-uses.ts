import { isObject, objectOf, type JsonObject } from "./json.ts";
import { encodingOf, isJson, isRange } from "./media-type.ts";
import { itemsMark } from "./normalise/openapi-3.2/marks.ts";
import { compositionOf, follow, isBinary, membersOf, typesOf } from "./schema.ts";
import { childSchemas, walkDocument } from "./walk-document.ts";

/** What values of a schema become on the wire; one that is used in both ways is in both sets. */
export interface SchemaUses {
  /** Part of a text, such as JSON. */
  readonly texts: ReadonlySet<JsonObject>;
  /** A multipart form, and fields of one, which may be bytes. */
  readonly fields: ReadonlySet<JsonObject>;
  /** `$ref`s from where there is text, each with the schema around it. */
  readonly references: ReadonlyMap<JsonObject, JsonObject | undefined>;
}

/**
 * How each schema is used that requests, responses or parameters lead to.
 *
 * @param urlEncoded What forms of that kind count as: their fields can be text alone, but are fields.
 */
export function schemaUses(document: JsonObject, urlEncoded: "text" | "form" = "text"): SchemaUses {
  const uses = new Uses(document);
  walkDocument(document, ({ type, node }) => {
    if (type !== "requestBody" && type !== "response" && type !== "parameter") return;
    if (type === "parameter" && node.schema !== undefined) uses.addText(node.schema);
    const contents = Object.entries(objectOf(node.content));
    // A body is sent in the first of its media types.
    for (const [mediaType, media] of type === "requestBody" ? contents.slice(0, 1) : contents) {
      const { schema, [itemsMark]: isSequence } = objectOf(media);
      const kind = encodingOf(mediaType);
      const isForm = kind === "multipart" || (kind === "form" && urlEncoded === "form");
      if (type === "requestBody" && isForm) uses.addForm(schema);
      else if (type === "requestBody" ? kind !== "raw" : isText(document, mediaType, schema))
        uses.addText(schema);
      else if (isSequence) uses.addText(schema);
    }
  });
  return uses;
}

/** Whether content that is no request's holds text with values in it. */
function isText(document: JsonObject, mediaType: string, schema: unknown): boolean {
  return isJson(mediaType) || (isRange(mediaType) && !isBinary(follow(document, schema)));
}

class Uses implements SchemaUses {
  readonly texts = new Set<JsonObject>();
  readonly fields = new Set<JsonObject>();
  readonly references = new Map<JsonObject, JsonObject | undefined>();
  readonly #document: JsonObject;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  addText(schema: unknown, around?: JsonObject): void {
    if (!isObject(schema)) return;
    if (typeof schema.$ref === "string") this.references.set(schema, around);
    const node = follow(this.#document, schema);
    if (this.texts.has(node)) return;
    this.texts.add(node);
    for (const child of childSchemas(node)) this.addText(child, node);
  }

  addForm(schema: unknown): void {
    for (const node of compositionOf(this.#document, schema)) {
      this.fields.add(node);
      const { properties, additionalProperties } = node;
      // Where it is a list, its items are the parts.
      const items = typesOf(node).includes("array")
        ? [node.items, node.prefixItems ?? []].flat()
        : [];
      for (const field of [...Object.values(objectOf(properties)), additionalProperties, ...items])
        this.#addField(field);
    }
  }

  #addField(schema: unknown): void {
    if (!isObject(schema)) return;
    for (const node of compositionOf(this.#document, schema)) {
      if (this.fields.has(node)) continue;
      this.fields.add(node);
      const isList = (value: unknown) => typesOf(follow(this.#document, value)).includes("array");
      if (isList(node) && !isList(node.items)) this.#addField(node.items);
      else this.#addContent(node);
    }
  }

  /** An object is sent as JSON, and so is a list within a list. */
  #addContent(node: JsonObject): void {
    const members = new Set(membersOf(node));
    for (const child of childSchemas(node)) if (!members.has(child)) this.addText(child);
  }
}
