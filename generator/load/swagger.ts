import { isObject, objectsIn, pointer, type JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";
import { isJson } from "../media-type.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Turns a Swagger 2.0 document into OpenAPI 3.0. All of its `$ref`s have to be local; nothing else is read.
 *
 * @param file Names the document in errors.
 * @throws {SpecError} It can't be converted.
 */
export async function convertSwagger(document: JsonObject, file: string): Promise<JsonObject> {
  // Loaded here, since hardly any document needs it.
  const { convertObj } = await import("swagger2openapi");
  type Swagger = Parameters<typeof convertObj>[0];
  // A copy without YAML's aliases: what is used twice must not be converted twice.
  refuseTabs(document, file);
  const copy = JSON.parse(JSON.stringify(document)) as unknown as Swagger;
  const { openapi } = await convertObj(copy, { patch: true }).catch((cause: unknown) => {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new SpecError(
      { file },
      `can't be converted from Swagger 2.0: ${problem}`,
      "Correct the document there, or convert it to OpenAPI 3 first.",
      { cause },
    );
  });
  const converted = JSON.parse(JSON.stringify(openapi)) as JsonObject;
  walkDocument(converted, ({ type, node }) => {
    if (type === "schema") rewriteFile(node);
    if (type === "response" && isObject(node.content)) dropJsonOfFiles(node.content);
  });
  return converted;
}

/** OpenAPI 3 has no such lists, and the converter does not say where one is. */
function refuseTabs(value: unknown, file: string, path: readonly string[] = []): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === "collectionFormat" && child === "tsv")
      throw new SpecError(
        { file, pointer: pointer(...path, key) },
        "is tsv, which OpenAPI 3 has no word for",
        "Write csv, ssv, pipes or multi if the server takes that, or leave the parameter out.",
      );
    if (!isData.test(key)) refuseTabs(child, file, [...path, key]);
  }
}

/** What is no part of the document's structure. */
const isData = /^(?:default|enum|examples?|x-.*)$/;

/**
 * The files that the conversion leaves as they are: items of a list, and bodies.
 *
 * Needed by autorest-formdata-v2: `type: file` in the `items` of a form field, and a body of `format: file`.
 */
function rewriteFile(schema: JsonObject): void {
  if (schema.type !== "file" && schema.format !== "file") return;
  schema.type = "string";
  schema.format = "binary";
}

/** `produces` lists the media types of errors too: an answer that is a file comes as none of JSON. */
function dropJsonOfFiles(content: JsonObject): void {
  const files = objectsIn(Object.values(content)).every(
    ({ schema }) => isObject(schema) && schema.format === "binary",
  );
  const names = Object.keys(content);
  if (!files || names.every(isJson)) return;
  for (const name of names) if (isJson(name)) Reflect.deleteProperty(content, name);
}
