import { expect, test } from "vitest";
import { normalise } from "../../generator/normalise/index.ts";
import {
  declarePathParameters,
  dropNullInPaths,
  dropStrayPathParameters,
  templateNames,
} from "../../generator/normalise/paths.ts";

test("a path item that is referred to stands in the path; what stands beside the $ref wins", () => {
  const shared = { summary: "Shared", get: { operationId: "getIt", responses: {} } };
  const { paths, webhooks } = normalise({
    openapi: "3.1.0",
    paths: {
      "/a": { $ref: "#/components/pathItems/Shared", summary: "Own" },
      "/b": { $ref: "#/paths/~1a" },
      "/{id}": { $ref: "#/components/pathItems/Shared" },
    },
    webhooks: { done: { $ref: "#/components/pathItems/Shared" } },
    components: { pathItems: { Shared: shared } },
  });
  const parameter = { in: "path", name: "id", required: true, schema: { type: "string" } };
  expect(paths).toEqual({
    "/a": { ...shared, summary: "Own" },
    "/b": { ...shared, summary: "Own" },
    "/{id}": { ...shared, get: { ...shared.get, parameters: [parameter] } },
  });
  expect(webhooks).toEqual({ done: shared });
});

const id = { in: "path", name: "id", required: true, schema: { type: "integer" } };
const added = (name: string) => ({ in: "path", name, required: true, schema: { type: "string" } });
const query = { in: "query", name: "id", schema: {} };

/** The parameters that an operation has in the end. */
function parametersOf(path: string, operation: object, pathItem: object = {}): unknown {
  const get = structuredClone(operation);
  const components = { parameters: { Id: id } };
  declarePathParameters({ openapi: "3.1.0", paths: { [path]: { ...pathItem, get } }, components });
  return (get as { parameters?: unknown }).parameters;
}

const reference = { $ref: "#/components/parameters/Id" };

test.each<[string, string, object, object, unknown]>([
  ["nobody declares it", "/a/{id}", {}, {}, [added("id")]],
  ["several, in path order", "/{b}/{a}", {}, {}, [added("b"), added("a")]],
  ["the operation declares it", "/a/{id}", { parameters: [id] }, {}, [id]],
  ["the path declares it", "/a/{id}", {}, { parameters: [id] }, undefined],
  ["behind a $ref", "/a/{id}", { parameters: [reference] }, {}, [reference]],
  ["one of the same name elsewhere", "/a/{id}", { parameters: [query] }, {}, [query, added("id")]],
  ["no template", "/a", {}, {}, undefined],
])("%s: %s", (_, path, operation, pathItem, want) => {
  expect(parametersOf(path, operation, pathItem)).toEqual(want);
});

test.each<[string, string, object[]]>([
  ["one that the path names stays", "/a/{id}", [id, reference, query]],
  ["one that it does not goes, behind a $ref too", "/a/{ID}", [query]],
  ["the same where the path has no template", "/a", [query]],
])("path parameters: %s", (_, path, want) => {
  const parameters = () => [id, reference, query];
  const components = { parameters: { Id: id } };
  const item = { parameters: parameters(), get: { parameters: parameters() } };
  dropStrayPathParameters({ openapi: "3.1.0", paths: { [path]: item }, components });
  expect(item).toEqual({ parameters: want, get: { parameters: want } });
});

test.each([
  ["/uploads/{upload_id}/parts", ["upload_id"]],
  ["/{a}{b}/{}", ["a", "b"]],
  ["/a", []],
])("the names in %s: %j", (template, want) => {
  expect(templateNames(template)).toEqual(want);
});

test.each<[string, object, object]>([
  ["path", { type: ["string", "null"] }, { type: "string" }],
  ["path", { type: ["string", "null"], enum: ["a", null] }, { type: "string", enum: ["a"] }],
  ["path", { anyOf: [{ type: "integer" }, { type: "null" }] }, { anyOf: [{ type: "integer" }] }],
  ["path", { type: "null" }, { type: "null" }],
  ["query", { type: ["string", "null"] }, { type: ["string", "null"] }],
])("null in a %s parameter: %j → %j", (place, schema, want) => {
  const parameter = { name: "a", in: place, schema };
  dropNullInPaths({ paths: { "/{a}": { parameters: [parameter] } } });
  expect(parameter.schema).toEqual(want);
});
