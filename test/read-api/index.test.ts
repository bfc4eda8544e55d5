import { expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import type { JsonObject } from "../../generator/json.ts";
import { exportedNames, loadRuntime } from "../../generator/load/runtime.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { compile } from "../support/compile.ts";
import { textOf } from "../support/generate.ts";

const text = { type: "string" };
const ok = { "204": { description: "Done." } };
const parameter = (name: string, place: string) => ({
  name,
  in: place,
  schema: text,
  required: true,
});

function documentOf(paths: JsonObject, schemas: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Names", version: "1.0.0" },
    servers: [{ url: "https://api.example.com" }],
    paths,
    components: { schemas },
  };
}

/** An operation for each schema that takes it and gives it back. */
function usesOf(schemas: JsonObject, tags: string[]): JsonObject {
  const uses = Object.keys(schemas).map((key, index) => {
    const content = { "application/json": { schema: { $ref: `#/components/schemas/${key}` } } };
    const responses = { "200": { description: "Done.", content } };
    const post = { operationId: `use${index}`, tags, requestBody: { content }, responses };
    return [`/use/${index}`, { post }];
  });
  return Object.fromEntries(uses) as JsonObject;
}

async function generated(document: JsonObject, folder?: string) {
  const warnings: string[] = [];
  const runtime = await loadRuntime(folder);
  const warn = (warning: string) => warnings.push(warning);
  const files = await generate({ document, file: "names.yaml", runtime, warn });
  return { files, warnings, errors: compile(files) };
}

/** What each operation is called in its class. */
function methodsOf(document: JsonObject): string[] {
  return readApi(document, "names.yaml").services.flatMap(({ className, operations }) =>
    operations.map(({ methodName }) => `${className}.${methodName}`),
  );
}

function messageOf(document: JsonObject): string {
  try {
    readApi(document, "names.yaml");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("nothing was refused");
}

test(
  "schemas may be called as anything that sources use or the package exports",
  { timeout: 90_000 },
  async () => {
    const globals =
      "Array Blob BooksApi Date Error Exclude Extract File Function Map NonNullable Number Object Omit Partial Pick " +
      "Promise ReadableStream Readonly Record Request Response Set String Symbol Uint8Array URL globalThis";
    const words =
      "abstract as async await boolean class const declare delete exports from get global let module namespace never of " +
      "require static type undefined void yield any paths components operations webhooks $defs WithRequired ClientModel";
    const exported = (await loadRuntime("uploads")).flatMap(exportedNames).map(({ name }) => name);
    const own = ["BASE_URL", "Client", "createClient", "options", "body", "params", "books"];
    const names = [...globals.split(" "), ...words.split(" "), ...exported, ...own];
    const schemas = Object.fromEntries(
      [...new Set(names)].map((name, index) => [
        name,
        { type: "object", properties: { [`p${index}`]: text } },
      ]),
    );
    const { files, errors, warnings } = await generated(
      documentOf(usesOf(schemas, ["books"]), schemas),
      "uploads",
    );
    expect(errors).toEqual([]);
    expect(textOf(files, "src/models.ts")).toContain(
      'export type ClientModel_ = components["schemas"]["Client"];',
    );
    expect(warnings.filter((warning) => warning.includes("ClientModel_"))).toEqual([
      "names.yaml#/components/schemas/Client: its type is exported as ClientModel_, since the package exports something else as Client\n  Rename the schema in the document for another name\n",
    ]);
  },
);

test("methods may be called as any word but two", async () => {
  const words =
    "arguments await break case class constructor delete do enum eval export function get import new return set " +
    "static super this throw typeof var void yield";
  const paths = Object.fromEntries(
    words
      .split(" ")
      .filter((word) => word !== "constructor")
      .map((word) => [
        `/${word}/{${word}}`,
        {
          get: {
            operationId: word,
            parameters: [parameter(word, "path"), parameter("class", "query")],
            responses: ok,
          },
        },
      ]),
  );
  const { errors } = await generated(documentOf(paths));
  expect(errors).toEqual([]);
  expect(methodsOf(documentOf(paths))).toContain("DefaultApi.delete");
  const get = { operationId: "constructor", responses: ok };
  expect(messageOf(documentOf({ "/": { get } }))).toContain("constructor");
});

test("tags that differ in case are one class, called as the first is spelt", async () => {
  const operation = (operationId: string, tag: string) => ({
    get: { operationId, tags: [tag], responses: ok },
  });
  const document = documentOf({
    "/1": operation("one", "Endpoints"),
    "/2": operation("two", "endpoints"),
    "/3": operation("three", "END-points"),
  });
  const { errors, warnings } = await generated(document);
  expect(errors).toEqual([]);
  expect(methodsOf(document)).toEqual([
    "EndpointsApi.one",
    "EndpointsApi.two",
    "EndpointsApi.three",
  ]);
  expect(warnings.filter((warning) => warning.includes("EndpointsApi"))).toEqual([
    'names.yaml: the tags "Endpoints", "endpoints" and "END-points" are one class, EndpointsApi\n  Spell them alike, or give them names that differ in more than case and punctuation\n',
  ]);
});

test("path parameters of one name stand one after the other", async () => {
  const parameters = ["user-id", "user_id", "userId_"].map((name) => parameter(name, "path"));
  const path = "/{user-id}/{user_id}/{userId_}";
  const document = documentOf({ [path]: { get: { operationId: "a", parameters, responses: ok } } });
  const { errors } = await generated(document);
  expect(errors).toEqual([]);
  const [service] = readApi(document, "names.yaml").services;
  const [operation] = service?.operations ?? [];
  expect(operation?.pathParameters.map(({ argumentName }) => argumentName)).toEqual([
    "userId",
    "userId_",
    "userId__",
  ]);
});

test("a parameter of one name in two places is refused by both places", () => {
  const parameters = [parameter("id", "query"), parameter("id", "header")];
  const get = { operationId: "a", parameters, responses: ok };
  expect(messageOf(documentOf({ "/": { get } }))).toBe(
    "names.yaml#/paths/~1/get/parameters/1: header parameter id has the name of query parameter id, and both are properties of params\n" +
      "  Rename one of them in the document, or drop the one that isn't needed.",
  );
});

test("all collisions are told at once", () => {
  const get = (operationId: string, ...names: string[]) => ({
    operationId,
    parameters: names.flatMap((name) => [parameter(name, "query"), parameter(name, "cookie")]),
    responses: ok,
  });
  const message = messageOf(
    documentOf({ "/1": { get: get("same", "a", "b") }, "/2": { get: get("same") } }),
  );
  for (const said of [
    "#/paths/~11/get/parameters/1: cookie parameter a",
    "#/paths/~11/get/parameters/3: cookie parameter b",
    "#/paths/~12/get/operationId",
    "overlay: 1.0.0",
  ])
    expect(message).toContain(said);
});
