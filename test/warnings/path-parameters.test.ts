import { expect, test } from "vitest";
import { pathParameterWarnings } from "../../generator/warnings/path-parameters.ts";

const id = { in: "path", name: "id", required: true, schema: { type: "string" } };

function toldOf(path: string, item: object): string[] {
  const components = { parameters: { Id: id } };
  return pathParameterWarnings({ openapi: "3.1.0", paths: { [path]: item }, components }, "a.yaml");
}

const remove = "Remove it, or write {id} where it belongs in the path.";

test.each<[string, string, object, string, string]>([
  ["of an operation", "/a", { get: { parameters: [id] } }, "#/paths/~1a/get/parameters/0", remove],
  ["of a path", "/a", { parameters: [id] }, "#/paths/~1a/parameters/0", remove],
  [
    "behind a $ref",
    "/a",
    { get: { parameters: [{ $ref: "#/components/parameters/Id" }] } },
    "#/paths/~1a/get/parameters/0",
    remove,
  ],
  [
    "that the path names otherwise",
    "/a/{Id}",
    { get: { parameters: [id] } },
    "#/paths/~1a~1{Id}/get/parameters/0",
    'Did you mean "Id"?',
  ],
])("a path parameter that the path does not name is told: %s", (_, path, item, place, remedy) => {
  expect(toldOf(path, item)).toEqual([
    `a.yaml${place}: the path has no {id}, so this parameter is not sent\n  ${remedy}\n`,
  ]);
});

test("others are not", () => {
  const parameters = [id, { ...id, in: "query", name: "other" }];
  expect(toldOf("/a/{id}", { get: { parameters } })).toEqual([]);
});
