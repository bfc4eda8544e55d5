import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createConfig, lint } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "./support/shared-specs.ts";

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  additionalProperties?: boolean;
  minimum?: number;
  maximum?: number;
  deprecated?: boolean;
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
}

interface Body {
  required?: boolean;
  content: Record<string, { schema: Schema }>;
}

interface Operation {
  operationId: string;
  tags: string[];
  requestBody?: Body;
  responses: Record<string, Body>;
}

interface Document {
  info: { version: string };
  servers: unknown;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const specFile = fileURLToPath(new URL("../spec/uploads.yaml", import.meta.url));

const spec = read(specFile);
/** What is beyond upstream's document, with its source in spec/overlay.yaml. */
const beyond: Record<string, object> = {
  "OpenAIFile.expires_at": { type: ["integer", "null"] },
  "OpenAIFile.status_details": { type: ["string", "null"] },
  "CreateUploadRequest.purpose": {
    values: ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"],
  },
};
const errorSchemas = ["ErrorResponse"];
const sharedSchemas = schemaNames(spec).filter((name) => !errorSchemas.includes(name));

test("the document is valid, and so is every example in it", async () => {
  const rules = [
    "struct",
    "no-unresolved-refs",
    "no-unused-components",
    "no-invalid-media-type-examples",
    "no-invalid-parameter-examples",
    "no-invalid-schema-examples",
    "no-enum-type-mismatch",
    "no-required-schema-properties-undefined",
    "operation-operationId-unique",
    "operation-summary",
    "operation-description",
    "operation-tag-defined",
    "parameter-description",
    "path-parameters-defined",
    "security-defined",
  ];
  const config = await createConfig({
    rules: Object.fromEntries(rules.map((rule) => [rule, "error"])),
  });

  const problems = await lint({ ref: specFile, config });

  const found = problems.map(
    ({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ""} ${message}`,
  );
  expect(found).toEqual([]);
});

test("the operations stand in the order a caller uses them", () => {
  expect(operations(spec).map(({ endpoint }) => endpoint)).toEqual([
    "post /uploads",
    "post /uploads/{upload_id}/parts",
    "post /uploads/{upload_id}/complete",
    "post /uploads/{upload_id}/cancel",
  ]);
});

describe.skipIf(!hasSharedSpecs)(`against the upstream documents${needsSharedSpecs}`, () => {
  test("version and server are those of the newest", () => {
    expect(spec.info.version).toBe(newest().info.version);
    expect(spec.servers).toEqual(newest().servers);
  });

  test.each(operations(spec))("$operationId is called as in the newest", (operation) => {
    expect(operations(newest())).toContainEqual(operation);
  });

  test("no operation of the newest is missing", () => {
    expect(operations(spec)).toHaveLength(operations(newest()).length);
  });

  test("schemas are those of the newest, and our error schemas", () => {
    expect(schemaNames(spec).sort()).toEqual([...schemaNames(newest()), ...errorSchemas].sort());
  });

  test.each(sharedSchemas)("%s has the newest document's properties and limits", (name) => {
    expect(schemaFacts(spec, name)).toEqual(withWhatIsBeyond(name, schemaFacts(newest(), name)));
  });

  test("what is beyond the newest is still missing from it", () => {
    const found = Object.entries(beyond).filter(([place, facts]) => {
      const [name = "", key] = place.split(".");
      const [, upstream] = schemaFacts(newest(), name)?.properties.find(([it]) => it === key) ?? [];
      return upstream && Object.keys(facts).every((fact) => isEqual(upstream, facts, fact));
    });
    expect(found).toEqual([]);
  });

  test("no text shares a run of eight words with any version", () => {
    const upstreamRuns = new Set(history().flatMap(textsOf).flatMap(wordRuns));
    const shared = textsOf(spec)
      .flatMap(wordRuns)
      .filter((run) => upstreamRuns.has(run));
    expect(upstreamRuns.size).toBeGreaterThan(0);
    expect(shared).toEqual([]);
  });
});

function read(file: string): Document {
  // yaml's result is untyped; a document of another shape fails the tests that read it.
  return parse(readFileSync(file, "utf8")) as Document;
}

/** All upstream versions, oldest first: their file names begin with the version's number. */
function history(): Document[] {
  return sharedSpecs("uploads-history").map(read);
}

function newest(): Document {
  const last = history().at(-1);
  if (last === undefined) throw new Error("there is no document in uploads-history");
  return last;
}

/** How each operation is called and answered. Our `default` answers are left out: upstream has none. */
function operations({ paths }: Document) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, tags, requestBody, responses }]) => ({
      operationId,
      endpoint: `${method} ${path}`,
      tags,
      bodyRequired: requestBody?.required,
      body: schemaRefs(requestBody),
      result: schemaRefs(responses["200"]),
    })),
  );
}

function schemaRefs(body: Body | undefined): unknown {
  return Object.entries(body?.content ?? {}).map(([type, { schema }]) => [type, schema.$ref]);
}

function schemaNames({ components }: Document): string[] {
  return Object.keys(components.schemas);
}

type SchemaFacts = ReturnType<typeof schemaFacts>;

function withWhatIsBeyond(name: string, facts: SchemaFacts): SchemaFacts {
  return (
    facts && {
      ...facts,
      properties: facts.properties.map(([key, property]) => [
        key,
        { ...property, ...beyond[`${name}.${key}`] },
      ]),
    }
  );
}

function isEqual(one: object, other: object, key: string): boolean {
  return JSON.stringify(Reflect.get(one, key)) === JSON.stringify(Reflect.get(other, key));
}

/** What must carry over, however it is spelled. Properties keep their order. */
function schemaFacts({ components }: Document, name: string) {
  const schema = components.schemas[name];
  if (schema === undefined) return undefined;
  return {
    required: schema.required,
    additionalProperties: schema.additionalProperties,
    properties: Object.entries(schema.properties ?? {}).map(([key, property]): [string, object] => [
      key,
      propertyFacts(property),
    ]),
  };
}

function propertyFacts(property: Schema): object {
  const referring = [property, ...(property.allOf ?? []), ...(property.anyOf ?? [])];
  return {
    type: property.type,
    items: property.items?.type,
    ref: referring.find(({ $ref }) => $ref !== undefined)?.$ref,
    values: property.const === undefined ? property.enum : [property.const],
    minimum: property.minimum,
    maximum: property.maximum,
    deprecated: property.deprecated,
  };
}

/** Every string in the document that is more than one word. */
function textsOf(node: unknown): string[] {
  if (typeof node === "string") return /\s/.test(node) ? [node] : [];
  if (typeof node !== "object" || node === null) return [];
  return Object.values(node).flatMap(textsOf);
}

function wordRuns(text: string): string[] {
  const length = 8;
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const starts = Math.max(0, words.length - length + 1);
  return Array.from({ length: starts }, (_, at) => words.slice(at, at + length).join(" "));
}
