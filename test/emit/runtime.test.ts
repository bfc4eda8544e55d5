import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { emitRuntime, importsOf } from "../../generator/emit/runtime.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";

const runtime = [
  { path: "index.ts", text: 'export { Client } from "./client.ts";\n' },
  { path: "client.ts", text: 'import type { Body } from "./body.ts";\n' },
  { path: "body.ts", text: "" },
  { path: "query.ts", text: 'import { pairs } from "./style.ts";\n' },
  { path: "style.ts", text: 'export * from "./query.ts";\n' },
  { path: "uploads/testing/index.ts", text: 'import "../plan.ts";\n' },
  { path: "uploads/plan.ts", text: 'import { Client } from "../client.ts";\n' },
];

test.each([
  ["no file", "", []],
  ["a value", 'import { queryString } from "./runtime/query.ts";', ["query.ts", "style.ts"]],
  [
    "a type",
    'import type { ParameterStyles } from "./runtime/style.ts";',
    ["query.ts", "style.ts"],
  ],
])("given that %s is imported, what is left out is what nothing leads to", (_, text, want) => {
  const files = emitRuntime(runtime, [{ path: "src/api.ts", text }]);
  const always = ["index.ts", "client.ts", "body.ts"];
  const uploads = ["uploads/testing/index.ts", "uploads/plan.ts"];
  expect(files.map(({ path }) => path)).toEqual(
    [...always, ...want, ...uploads].map((path) => `src/runtime/${path}`),
  );
});

test("a copy says where it is edited, and is the file itself below that", () => {
  const [, client] = emitRuntime(runtime, []);
  expect(client?.text).toBe(
    '// Hand-written. Copied from generator/runtime/client.ts; edit it there.\nimport type { Body } from "./body.ts";\n',
  );
});

test("the imports of each file of the runtime are those that the compiler finds", async () => {
  const files = await loadRuntime("uploads");
  const found = files.map(({ path, text }) => [path, importsOf(text)]);
  const wanted = files.map(({ path, text }) => [
    path,
    ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName),
  ]);
  expect(found).toEqual(wanted);
});
