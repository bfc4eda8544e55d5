import { beforeAll, expect, test } from "vitest";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { compile } from "../support/compile.ts";
import { baseDocument, edited } from "./support/base-document.ts";
import { cases } from "./cases/index.ts";
import { clientSources } from "./support/client-sources.ts";
import { consumerOf } from "./support/consumer.ts";

/*
 * The verdict, checked by what it is about: a program written for the old client is compiled against the new one. All
 * cases are one compilation, each in a folder of its own.
 */

const programs = cases.map((change, index) => ({ ...change, folder: `case${index}` }));

let errors: string[];
beforeAll(async () => {
  const runtime = await loadRuntime();
  const files = runtime.map(({ path, text }) => ({ path: `runtime/${path}`, text }));
  const consumer = await consumerOf(baseDocument());
  for (const { edits, folder } of programs) {
    files.push(...(await clientSources(edited(baseDocument(), edits), folder, runtime)));
    files.push({ path: `${folder}/src/consumer.ts`, text: consumer });
  }
  errors = compile(files);
}, 120_000);

test.each(programs)("$name", ({ folder, want, compilerDisagrees }) => {
  const own = errors.filter((error) => error.startsWith(`${folder}/`));
  const isBreak = want.some(([verdict]) => verdict === "major");
  const breaks = compilerDisagrees === undefined ? isBreak : !isBreak;
  expect(own.length > 0, own.join("\n")).toBe(breaks);
});

test("nothing else is wrong with the programs", () => {
  expect(errors.filter((error) => !/^case\d+\/src\/consumer\.ts/.test(error))).toEqual([]);
});
