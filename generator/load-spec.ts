import { readFile, stat } from "node:fs/promises";
import { parseYaml } from "@redocly/openapi-core";
import { bundleFiles } from "./bundle-files.ts";
import { checkDocument } from "./check-document.ts";
import { isObject, type JsonObject } from "./json.ts";
import { SpecError } from "./spec-error.ts";

/**
 * Reads an OpenAPI 3.0 or 3.1 document (YAML or JSON) and the files it refers to, as one document in which every
 * `$ref` is local. Files outside the document's folder are not read and no connection is opened.
 *
 * @throws {SpecError} The document can't be read, parsed or understood, or a `$ref` leads nowhere or outside.
 */
export async function loadSpec(file: string): Promise<JsonObject> {
  const document = parse(await read(file), file);
  checkRoot(document, file);
  const { external } = checkDocument(document, file);
  if (!external) return document;
  const bundled = await bundleFiles(file);
  checkDocument(bundled, file);
  return bundled;
}

/** In bytes: the largest real documents have some tens of millions. */
const maxSize = 64 * 1024 * 1024;

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
    throw new SpecError(
      { file },
      `can't be read: ${messageOf(cause)}`,
      "Check the path given to --spec.",
      { cause },
    );
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

const wanted = "The generator reads OpenAPI 3.0 and 3.1 documents.";

function checkRoot(document: unknown, file: string): asserts document is JsonObject {
  if (!isObject(document)) throw new SpecError({ file }, "is not an object", wanted);
  const swagger = document.swagger ?? document.swaggerVersion;
  if (swagger !== undefined) {
    const remedy = `${wanted} Convert it first, Swagger 2.0 with swagger2openapi for one.`;
    throw new SpecError({ file }, `is a Swagger ${JSON.stringify(swagger)} document`, remedy);
  }
  const { openapi, paths } = document;
  if (typeof openapi !== "string" || !/^3\.[01]\.\d/.test(openapi)) {
    const found = openapi === undefined ? "is missing" : `is ${JSON.stringify(openapi)}`;
    throw new SpecError({ file, pointer: "#/openapi" }, found, wanted);
  }
  if (!isObject(paths) || Object.keys(paths).length === 0) {
    throw new SpecError(
      { file, pointer: "#/paths" },
      "holds no path, so there is nothing to generate",
      "Check that this is the right document.",
    );
  }
}
