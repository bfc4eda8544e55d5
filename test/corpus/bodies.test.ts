import { beforeAll, describe, expect, it, test } from "vitest";
import { emitApiClasses } from "../../generator/emit/api-class.ts";
import { emitCreateClient } from "../../generator/emit/create-client.ts";
import { emitIndex } from "../../generator/emit/entry-points.ts";
import { emitModels } from "../../generator/emit/models.ts";
import { emitRuntime } from "../../generator/emit/runtime.ts";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { normalise } from "../../generator/normalise/index.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { compile } from "../support/compile.ts";
import { generateFrom } from "../support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpec } from "../support/shared-specs.ts";
import type { BodyCase } from "./body-case.ts";
import { callerOf, load, type Caller } from "./generated-client.ts";
import { largeCases } from "./large-cases.ts";
import { multipartCases } from "./multipart-cases.ts";
import { otherCases } from "./other-cases.ts";
import { record, type Recorded } from "./recorder.ts";

const isHere = (document: string) => sharedSpec("corpus", document) !== undefined;
const pathOf = (document: string) => sharedSpec("corpus", document) ?? document;

/** What runs of a client: no types, no pages, nothing formatted. */
async function codeOf(file: string): Promise<GeneratedFile[]> {
  const api = readApi(normalise(await loadSpec(file)), file);
  const runtime = await loadRuntime();
  const sources = [emitCreateClient(api), ...emitApiClasses(api, runtime), emitIndex(api, runtime)];
  return [...sources, ...emitModels(api), ...emitRuntime(runtime, sources)];
}

async function expectSent(call: Caller, index: number, want: Recorded): Promise<void> {
  const { baseUrl, recorded } = await record();
  await call(index, baseUrl);
  expect(await recorded).toEqual(want);
}

function byDocument(cases: readonly BodyCase[]): [string, BodyCase[]][] {
  const documents = [...new Set(cases.map(({ document }) => document))];
  return documents.map((name) => [name, cases.filter(({ document }) => document === name)]);
}

const smallCases = byDocument([...multipartCases, ...otherCases]);

describe.each(smallCases)(`%s${needsSharedSpecs}`, (document, cases) => {
  const test = it.skipIf(!isHere(document));
  let files: GeneratedFile[];
  let caller: Caller;
  beforeAll(async () => {
    if (!isHere(document)) return;
    files = [...(await generateFrom(pathOf(document))), callerOf(cases.map(({ call }) => call))];
    caller = await load(files);
  }, 60_000);

  test("the calls compile", () => {
    expect(compile(files)).toEqual([]);
  });

  test.each(cases)("what arrives of $call is what was given", async (given) => {
    await expectSent(caller, cases.indexOf(given), given.want);
  });
});

test.skipIf(!hasSharedSpecs).each(largeCases)(
  `$document: what arrives of $call is what was given${needsSharedSpecs}`,
  async ({ document, call, want }) => {
    const caller = await load([...(await codeOf(pathOf(document))), callerOf([call])]);
    await expectSent(caller, 0, want);
  },
  120_000,
);
