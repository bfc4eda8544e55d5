import typescript from "typescript";
import { expect, test } from "vitest";
import compiler from "../../generator/emit/compiler.ts";

test("ts-morph's compiler can stand for typescript", () => {
  expect(compiler.version).toBe(typescript.version);
});
