import {
  astToString,
  resolveRef,
  scanDiscriminators,
  transformSchema,
  type GlobalContext,
  type OpenAPI3,
} from "openapi-typescript";
import ts from "typescript";
import { commentText } from "../text.ts";
import { generatedHeader, type GeneratedFile } from "../files/generated-file.ts";
import { isObject, objectOf, type JsonObject } from "../json.ts";
import { encodingOf } from "../media-type.ts";
import { rewriteForTypes } from "../normalise/for-types.ts";
import { tupleType } from "./tuple-type.ts";
import { acceptsNull, isBinary, isNever, parameterSchema, sentAsText } from "../schema.ts";
import { joinOtherMethods, splitOtherMethods } from "./other-methods.ts";
import { walkDocument } from "../walk-document.ts";
import { nameRings, type Cut } from "./rings.ts";

/**
 * `src/schema.ts`: the document's types, by openapi-typescript's transform. Its front door would lint and bundle the
 * document first: loading has done that, and it takes as long again.
 *
 * @param noteCut Told of each schema that is composed of itself.
 */
export function emitSchema(
  document: JsonObject,
  noteCut: (cut: Cut) => void = () => undefined,
): Promise<GeneratedFile> {
  const binaries: ts.TypeNode[] = [];
  const lowered = typesDocument(document);
  const others = splitOtherMethods(lowered);
  const types = lowered as unknown as OpenAPI3;
  const context = {
    ...defaults,
    discriminators: scanDiscriminators(types, defaults),
    injectFooter: [],
    resolve: ($ref) => resolveRef(types, $ref, { silent: true }),
    transform(schema: unknown, options) {
      // Of JSON Schema, true and false are schemas, too.
      if (!isObject(schema)) return undefined;
      if (isNever(schema)) return ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
      const tuple = tupleType(schema, options);
      if (tuple !== undefined) return tuple;
      const isRaw = schema.contentEncoding === rawBody;
      if (!isRaw && !isBinary(schema)) return undefined;
      const type = binaryType(isRaw, acceptsNull(schema));
      binaries.push(type);
      return type;
    },
  } as Partial<GlobalContext> as GlobalContext;
  const nodes = joinOtherMethods(transformSchema(types, context), others);
  nameRings(nodes).forEach(noteCut);
  nodes.forEach(tidyComments);
  const imports =
    binaries.length > 0 ? 'import type { BinaryInput } from "./runtime/binary.ts";\n\n' : "";
  const text = `${generatedHeader}\n${imports}${astToString(nodes)}`;
  return Promise.resolve({ path: "src/schema.ts", text });
}

/** Its default options but for what a client needs otherwise. The front door alone would read `redoc`. */
const defaults = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  // An optional property stays optional in a request, whatever its default.
  defaultNonNullable: false,
  // An object of which nothing is said may hold anything.
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
};

/** The encoding that stands for a body that is sent as it is: bytes or text, whatever its schema says. */
const rawBody = "raw body";

function binaryType(isRaw: boolean, isNullable: boolean): ts.TypeNode {
  const { factory } = ts;
  const types: ts.TypeNode[] = [factory.createTypeReferenceNode("BinaryInput")];
  if (isRaw) types.push(factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword));
  if (isNullable) types.push(factory.createLiteralTypeNode(factory.createNull()));
  return factory.createUnionTypeNode(types);
}

/**
 * The document as its types need it. What stands elsewhere is left out, so that a change of it is a change in one
 * place: an operation's id and texts and its path parameters' descriptions belong to the method. Without ids the
 * types are keyed by path and method, and any id is harmless to them.
 */
function typesDocument(document: JsonObject): JsonObject {
  const { openapi, paths, webhooks, components } = JSON.parse(
    JSON.stringify(document),
  ) as JsonObject;
  const types = { openapi, info: { title: "", version: "" }, paths, webhooks, components };
  rewriteForTypes(types);
  walkDocument(types, ({ type, node, path }) => {
    const onMethod =
      type === "operation" ||
      type === "pathItem" ||
      type === "requestBody" ||
      (node.in === "path" && path[0] === "paths");
    tidyTexts(node, onMethod);
    if (type === "operation") delete node.operationId;
    if (type === "requestBody") typeRawBodies(node);
    if (type === "parameter" && node.content) {
      // openapi-typescript would have any content be a string.
      node.schema = parameterSchema(types, node);
      delete node.content;
    }
    if (node[sentAsText] === true) {
      delete node.format;
      delete node.contentMediaType;
      delete node.contentEncoding;
    }
    // Only what has a type is asked about in unions and lists.
    if (type === "schema" && isNever(node)) node.type = "string";
    if (node.format === "binary") node.contentMediaType ??= "application/octet-stream";
    if (node.type !== "string" || node.format === "binary") delete node.format;
    for (const key of Object.keys(node))
      if (key.startsWith("x-")) Reflect.deleteProperty(node, key);
  });
  return types;
}

/** Leaves the texts that are printed, as comments can have them. */
function tidyTexts(node: JsonObject, onMethod: boolean): void {
  const description = typeof node.description === "string" ? commentText(node.description) : "";
  for (const key of textKeys) Reflect.deleteProperty(node, key);
  // `title` is the one text that openapi-typescript prints as it is, without a tag in front.
  if (!onMethod && description !== "") node.title = description;
  // Printed as it is, after a tag.
  for (const key of ["default", "format"])
    if (typeof node[key] === "string") node[key] = commentText(node[key]).replace(/\s+/g, " ");
}

function typeRawBodies({ content }: JsonObject): void {
  for (const [mediaType, media] of Object.entries(objectOf(content))) {
    if (isObject(media) && encodingOf(mediaType) === "raw")
      media.schema = { type: "string", contentEncoding: rawBody };
  }
}

/** Texts that types don't need: examples and links stand in the reference pages. */
const textKeys = ["title", "summary", "description", "example", "examples", "externalDocs"];

/** Drops the tags that only repeat the type beside them, and the indentation that Markdown would take for code. */
function tidyComments(node: ts.Node): void {
  const comments = ts.getSyntheticLeadingComments(node);
  const tidied = comments?.map((comment) => ({ ...comment, text: tidy(comment.text) }));
  if (tidied !== undefined)
    ts.setSyntheticLeadingComments(
      node,
      tidied.filter(({ text }) => text !== ""),
    );
  ts.forEachChild(node, tidyComments);
}

const repeated =
  /^@(?:constant|enum \{[^}]*\}|description discriminator enum property added by openapi-typescript)$/;

function tidy(text: string): string {
  const lines = text
    .replace(/^\*/, "")
    .split("\n")
    .map((line) => line.replace(/^ \*(?: {5}| |$)/, ""))
    .filter((line) => !repeated.test(line.trim()));
  const body = lines.join("\n").trim();
  if (body === "") return "";
  return body.includes("\n")
    ? `*\n * ${body.replace(/\n/g, "\n * ").replace(/ +$/gm, "")}\n `
    : `* ${body} `;
}
