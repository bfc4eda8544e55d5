import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "./support/compile.ts";
import { generateFrom } from "./support/generate.ts";

const folder = "test/scenarios";

test.each(readdirSync(folder))("what comes of %s compiles", async (name) => {
  expect(compile(await generateFrom(`${folder}/${name}/given.yaml`))).toEqual([]);
});
