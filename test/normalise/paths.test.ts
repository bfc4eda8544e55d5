import { expect, test } from "vitest";
import { normalise } from "../../generator/normalise/index.ts";

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
