import { beforeAll, expect, test } from "vitest";
import { json, listen, make, timeout, type Made } from "./support.ts";

const page = { name: "page", in: "query", schema: { type: "string" } };
const get = (operationId: string, ...parameters: object[]) => ({
  get: { operationId, parameters, responses: json({}) },
});
const paths = {
  "/index?task=list": get("list", page),
  "/index?task=count": get("count"),
  "/index?task={task}": get("any", page),
};

let client: Made;
beforeAll(async () => {
  client = await make({ paths }, [
    'it.list({ page: "a?b" })',
    "it.list()",
    "it.count()",
    'it.any("x?y&z", { page: "1" })',
  ]);
}, timeout);

test.each<[index: number, want: [string, string][]]>([
  [
    0,
    [
      ["task", "list"],
      ["page", "a?b"],
    ],
  ],
  [1, [["task", "list"]]],
  [2, [["task", "count"]]],
  [
    3,
    [
      ["task", "x?y&z"],
      ["page", "1"],
    ],
  ],
])("a path that has a query already: call %i", async (index, want) => {
  expect(client.errors).toEqual([]);
  const { baseUrl, sent } = await listen();
  await client.call(index, baseUrl);
  const { pathname, searchParams } = new URL(sent[0]?.url ?? "", baseUrl);
  expect(pathname).toBe("/index");
  expect([...searchParams]).toEqual(want);
});
