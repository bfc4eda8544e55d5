import { readFile, stat } from "node:fs/promises";
import { parseYaml } from "@redocly/openapi-core/lib/js-yaml/index.js";
import { checkDocument, maxSize } from "./check-document.ts";
import { convertSwagger } from "./convert-swagger.ts";
import { isObject, type JsonObject } from "./json.ts";
import { SpecError } from "./spec-error.ts";

/**
 * Reads an OpenAPI 3.0 or 3.1 or Swagger 2.0 document (YAML or JSON) and the files it refers to, as one OpenAPI 3
 * document in which every `$ref` is local. Files outside the document's folder are not read and no connection is opened.
 *
 * @throws {SpecError} The document can't be read, parsed or understood, or a `$ref` leads nowhere or outside.
 */
export async function loadSpec(file: string): Promise<JsonObject> {
  const document = parse(await read(file), file);
  checkRoot(document, file);
  const { external } = checkDocument(document, file);
  const bundled = external ? await bundle(file) : document;
  if (external) checkDocument(bundled, file);
  return "swagger" in bundled ? convertSwagger(bundled, file) : bundled;
}

/** Loaded here, since most documents are one file. */
async function bundle(file: string): Promise<JsonObject> {
  const { bundleFiles } = await import("./bundle-files.ts");
  return bundleFiles(file);
}

async function read(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > maxSize)
      throw new SpecError(
        { file },
        `has ${size} bytes, more than the ${maxSize} that are read`,
        "Check that this is the right document, or cut out what you need.",
      );
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    throw new SpecError({ file }, `can't be read: ${messageOf(cause)}`, "Check the path.", {
      cause,
    });
  }
}

function parse(text: string, file: string): unknown {
  try {
    return /^\s*\{/.test(text) ? (JSON.parse(text) as unknown) : parseYaml(text);
  } catch (cause) {
    throw new SpecError(
      { file },
      `is neither YAML nor JSON: ${messageOf(cause)}`,
      "Mend the syntax there.",
      { cause },
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const wanted = "The generator reads OpenAPI 3.0 and 3.1 and Swagger 2.0 documents.";

function checkRoot(document: unknown, file: string): asserts document is JsonObject {
  if (!isObject(document)) throw new SpecError({ file }, "is not an object", wanted);
  const { openapi, swagger, swaggerVersion = swagger } = document;
  if (swaggerVersion !== undefined && swaggerVersion !== "2.0") {
    const problem = `is a Swagger ${JSON.stringify(swaggerVersion)} document`;
    throw new SpecError({ file }, problem, `${wanted} Convert it first.`);
  }
  const version = swagger ?? openapi;
  if (typeof version !== "string" || !/^(?:2\.0|3\.[01]\.\d.*)$/.test(version)) {
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
