import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tableOf } from "../../generator/corpus/table.ts";
import { evasions, tryDocument, type Trial } from "../../generator/corpus/try-document.ts";
import { inTemporaryFolder } from "../../generator/files/temporary-folder.ts";
import { loadRuntime, type RuntimeFile } from "../../generator/load/runtime.ts";

function tryText(text: string, runtime: readonly RuntimeFile[]): Promise<Trial> {
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, "document.yaml");
    await writeFile(file, text);
    return tryDocument(file, runtime);
  });
}

const ok = "responses: { '204': { description: Done. } }";
const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

test("a document that generates: its operations and lines, no errors", async () => {
  const text = `${head}paths: { /a: { get: { ${ok} }, put: { ${ok} } } }`;
  const trial = await tryText(text, await loadRuntime());
  expect(trial).toMatchObject({ operations: 2, errors: [] });
  expect(trial.refusal).toBeUndefined();
  expect(trial.lines).toBeGreaterThan(50);
});

test("a client that does not compile is reported, with the place", async () => {
  const runtime = (await loadRuntime()).map(({ path, text }) => ({
    path,
    text: path === "client.ts" ? `${text}export const broken: string = 1;\n` : text,
  }));
  const trial = await tryText(`${head}paths: { /a: { get: { ${ok} } } }`, runtime);
  expect(trial.errors.join("\n")).toContain("runtime/client.ts");
});

test("a document that is refused: why", async () => {
  const trial = await tryText(`${head}paths: { /a: { $ref: "#/b" } }`, []);
  expect(trial).toMatchObject({ errors: [] });
  expect(trial.refusal).toContain("leads nowhere");
});

test.each([
  ["export type A = any;", ["a.ts:1 says any"]],
  ["// @ts-nocheck\nexport {};", ["a.ts: a @ts- directive"]],
  ['/** any */\nexport type A = "any" | { any: unknown };', []],
])("%j evades the compiler: %j", (text, want) => {
  expect(evasions({ path: "a.ts", text })).toEqual(want);
});

test("the table", () => {
  const fine: Trial = { file: "x/a.json", operations: 12, seconds: 1.26, lines: 345, errors: [] };
  const trials = [
    fine,
    { ...fine, file: "x/bc.yaml", refusal: "because" },
    { ...fine, file: "d", errors: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"] },
  ];
  expect(tableOf(trials).split("\n")).toEqual([
    "document  operations  seconds  lines  errors",
    "a.json            12      1.3    345  0",
    "bc.yaml           12      1.3    345  refused",
    "d                 12      1.3    345  11",
    "",
    "bc.yaml is refused:",
    "because",
    "",
    "d does not compile:",
    ..."1 2 3 4 5 6 7 8 9 10".split(" "),
    "… and 1 more",
    "",
    "3 documents: 1 compile, 1 refused, 1 don't compile",
    "",
  ]);
});
