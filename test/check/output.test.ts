import { expect, test } from "vitest";
import { checkOutput } from "../../generator/check/output.ts";

test.each([
  ["a statement", 'export type A = string;\nalert("x");', "an unexpected ExpressionStatement"],
  ["a syntax error", "export class {", "expected"],
  ["a directive", "// @ts-ignore\nexport type A = string;", "a comment directive"],
  [
    "a reference",
    '/// <reference path="/etc/passwd" />\nexport type A = string;',
    "a comment directive",
  ],
])("%s in emitted code is refused", (_, text, message) => {
  expect(() => {
    checkOutput([{ path: "src/a.ts", text }]);
  }).toThrow(message);
});

test("declarations, and code of the hand-written runtime, pass", () => {
  checkOutput([
    { path: "src/a.ts", text: "import type { B } from './b.ts';\nexport class A { b?: B }\n" },
    { path: "src/runtime/b.ts", text: "console.log(1);\n" },
    { path: "README.md", text: "# @ts-ignore" },
  ]);
});
