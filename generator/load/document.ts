import { parseYaml } from "@redocly/openapi-core/lib/js-yaml/index.js";
import { checkDocument } from "./limits.ts";
import type { Reference } from "./reference.ts";
import { localiseReferences } from "./self-reference.ts";
import { followSchemaNames } from "./schema-references.ts";
import { nameSchemasById } from "./schema-ids.ts";
import { quoted } from "../text.ts";
import { convertSwagger } from "./swagger.ts";
import { nameOf, readGiven } from "../files/read-given.ts";
import { readText } from "../files/read-text.ts";
import { isObject, pointer, type JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";

export interface LoadOptions {
  /** The user has named the document: it may come through a pipe, and `-` is standard input (default: false). */
  readonly isGiven?: boolean;
}

/**
 * Reads an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document (YAML or JSON) and the files it refers to, as one OpenAPI 3
 * document in which every `$ref` is local. Files outside the document's folder are not read and no connection is opened.
 *
 * @throws {InputError} The document can't be read.
 * @throws {SpecError} It can't be parsed or understood, or a `$ref` leads nowhere or outside.
 */
export async function loadSpec(
  file: string,
  { isGiven = false }: LoadOptions = {},
): Promise<JsonObject> {
  const name = isGiven ? nameOf(file) : file;
  const { text, isPiped } = isGiven
    ? await readGiven(file)
    : { text: await readText(file), isPiped: false };
  const document = parse(text.replace(/^\uFEFF/, ""), name);
  checkRoot(document, name);
  localiseReferences(document);
  nameSchemasById(document);
  // Hardly any document has them.
  if (/\$(?:id|anchor|dynamicAnchor)\b/.test(text)) followSchemaNames(document);
  const { external } = checkDocument(document, name);
  if (external && isPiped) throw outOfPipe(external, name);
  const bundled = external ? await bundle(file) : document;
  if (external) checkDocument(bundled, name);
  return "swagger" in bundled ? convertSwagger(bundled, name) : bundled;
}

function outOfPipe({ path, target }: Reference, file: string): SpecError {
  return new SpecError(
    { file, pointer: pointer(...path) },
    `$ref leads to ${quoted(target)}, and what comes through a pipe lies in no folder`,
    "Save the document as a file beside those that it refers to, and name that.",
  );
}

/** Loaded here, since most documents are one file. */
async function bundle(file: string): Promise<JsonObject> {
  const { bundleFiles } = await import("./bundle.ts");
  return bundleFiles(file);
}

function parse(text: string, file: string): unknown {
  try {
    return /^\s*\{/.test(text) ? (JSON.parse(text) as unknown) : parseYaml(text);
  } catch (cause) {
    throw new SpecError(
      { file },
      `is neither YAML nor JSON: ${messageOf(cause)}`,
      "Correct the syntax there.",
      { cause },
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const wanted = "The generator reads OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 documents.";

function checkRoot(document: unknown, file: string): asserts document is JsonObject {
  if (!isObject(document)) throw new SpecError({ file }, "is not an object", wanted);
  const { openapi, swagger, swaggerVersion = swagger } = document;
  if (swaggerVersion !== undefined && swaggerVersion !== "2.0") {
    const problem = `is a Swagger ${JSON.stringify(swaggerVersion)} document`;
    throw new SpecError({ file }, problem, `${wanted} Convert it first.`);
  }
  const version = swagger ?? openapi;
  if (typeof version !== "string" || !/^(?:2\.0|3\.[012]\.\d.*)$/.test(version)) {
    const found = version === undefined ? "is missing" : `is ${JSON.stringify(version)}`;
    throw new SpecError({ file, pointer: "#/openapi" }, found, wanted);
  }
  if (!["paths", "webhooks", "components", "definitions"].some((key) => holds(document[key]))) {
    throw new SpecError(
      { file, pointer: "#/paths" },
      "holds no path, webhook or component, so there is nothing to generate",
      "Check that this is the right document.",
    );
  }
}

function holds(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}
