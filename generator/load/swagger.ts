import { isObject, objectOf, objectsIn, pointer, type JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";
import { encodeForms, prepareForms } from "./swagger-forms.ts";
import { placeOfRefusal } from "./swagger-place.ts";
import { isJson } from "../media-type.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Turns a Swagger 2.0 document into OpenAPI 3.0. All of its `$ref`s have to be local; nothing else is read.
 *
 * @param file Names the document in errors.
 * @throws {SpecError} It can't be converted.
 */
export async function convertSwagger(document: JsonObject, file: string): Promise<JsonObject> {
  // A copy without YAML's aliases: what is used twice must not be converted twice.
  const copy = JSON.parse(JSON.stringify(document)) as JsonObject;
  dropHeaderFormats(copy);
  refuseTabs(copy, file);
  prepareForms(copy, file);
  const converted = await convert(copy).catch(async (cause: unknown) => {
    throw await explained(cause, copy, file);
  });
  encodeForms(converted);
  walkDocument(converted, ({ type, node }) => {
    if (type === "schema") rewriteFile(node);
    if (type === "response" && isObject(node.content)) dropJsonOfFiles(node.content);
  });
  return converted;
}

async function convert(document: JsonObject): Promise<JsonObject> {
  // Loaded here, since hardly any document needs it.
  const { convertObj } = await import("swagger2openapi");
  type Swagger = Parameters<typeof convertObj>[0];
  const copy = JSON.parse(JSON.stringify(document)) as unknown as Swagger;
  const { warn } = console;
  // It prints the stack of an error besides throwing it.
  console.warn = () => undefined;
  try {
    const { openapi } = await convertObj(copy, { patch: true });
    return JSON.parse(JSON.stringify(openapi)) as JsonObject;
  } finally {
    console.warn = warn;
  }
}

async function explained(cause: unknown, document: JsonObject, file: string): Promise<SpecError> {
  const problem = messageOf(cause);
  const place = await placeOfRefusal(document, problem, (part) =>
    convert(part).then(() => undefined, messageOf),
  );
  const [, remedy = "Correct the document there, or convert it to OpenAPI 3 first."] =
    remedies.find(([words]) => words.test(problem)) ?? [];
  return new SpecError(
    { file, pointer: place },
    `can't be converted from Swagger 2.0: ${problem}`,
    remedy,
    { cause },
  );
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** What to do about what the converter refuses, by its words. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /^collectionFormat:(?:ssv|pipes)/,
    "Write csv if the server takes that: OpenAPI 3 has such lists in a query or a form only.",
  ],
  [/^Nested collectionFormats/, "Give the inner list the format of the outer one, or none."],
  [
    /^parameter has array,items and schema/,
    "Leave schema out: in Swagger 2.0 only a body has one.",
  ],
  [
    /^Duplicate sanitised/,
    "Rename one of them: in OpenAPI 3 such names are of letters, digits, dots, hyphens and underscores.",
  ],
  [/^info must be/, "Write title and version there."],
  [/^Could not resolve reference/, "Correct the reference, or add what it names."],
];

/** What comes in a header is given as text, in whatever format: OpenAPI 3 would not have all of them. */
function dropHeaderFormats({ paths, responses }: JsonObject): void {
  const operations = Object.values(objectOf(paths)).flatMap((item) =>
    Object.values(objectOf(item)),
  );
  const lists = [responses, ...operations.map((operation) => objectOf(operation).responses)];
  for (const response of lists.flatMap((list) => Object.values(objectOf(list))))
    for (const header of Object.values(objectOf(objectOf(response).headers)))
      for (let list = header; isObject(list); list = list.items) delete list.collectionFormat;
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

/** `produces` lists the media types of errors too: a response that is a file has none of JSON. */
function dropJsonOfFiles(content: JsonObject): void {
  const files = objectsIn(Object.values(content)).every(
    ({ schema }) => isObject(schema) && schema.format === "binary",
  );
  const names = Object.keys(content);
  if (!files || names.every(isJson)) return;
  for (const name of names) if (isJson(name)) Reflect.deleteProperty(content, name);
}
