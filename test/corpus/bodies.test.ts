import { basename } from "node:path";
import { expect, test } from "vitest";
import { emitApiClasses } from "../../generator/emit/api-class.ts";
import { emitCreateClient } from "../../generator/emit/create-client.ts";
import { emitIndex } from "../../generator/emit/index-file.ts";
import { emitModels } from "../../generator/emit/models.ts";
import { emitRuntime } from "../../generator/emit/runtime.ts";
import type { GeneratedFile } from "../../generator/generated-file.ts";
import { loadRuntime } from "../../generator/load-runtime.ts";
import { loadSpec } from "../../generator/load-spec.ts";
import { normalise } from "../../generator/normalise/index.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { compile } from "../support/compile.ts";
import { generateFrom } from "../support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";
import { largeDocuments, smallDocuments } from "./bodies.ts";
import { callerOf, runCall } from "./generated-client.ts";
import { record, type Recorded } from "./recorder.ts";

function pathOf(document: string): string {
  return sharedSpecs("corpus").find((path) => basename(path) === document) ?? document;
}

const generated = new Map<string, Promise<GeneratedFile[]>>();

/** The client of a document, generated once for all of its calls. */
function clientOf(document: string): Promise<GeneratedFile[]> {
  const files = generated.get(document) ?? generateFrom(pathOf(document));
  generated.set(document, files);
  return files;
}

/** What runs of a client: no types, no pages, nothing formatted. */
async function codeOf(document: string): Promise<GeneratedFile[]> {
  const file = pathOf(document);
  const api = readApi(normalise(await loadSpec(file)), file);
  const runtime = await loadRuntime();
  return [
    emitCreateClient(api),
    ...emitModels(api),
    ...emitApiClasses(api),
    emitIndex(api, runtime),
    ...emitRuntime(runtime),
  ];
}

async function expectSent(files: readonly GeneratedFile[], want: Recorded): Promise<void> {
  const { baseUrl, recorded } = await record();
  await runCall(files, baseUrl);
  expect(await recorded).toEqual(want);
}

test.skipIf(!hasSharedSpecs).each(smallDocuments)(
  `$document: $call compiles, and what arrives is what was given${needsSharedSpecs}`,
  async ({ document, call, want }) => {
    const files = [...(await clientOf(document)), callerOf(call)];
    expect(compile(files)).toEqual([]);
    await expectSent(files, want);
  },
  60_000,
);

test.skipIf(!hasSharedSpecs).each(largeDocuments)(
  `$document: what arrives of $call is what was given${needsSharedSpecs}`,
  async ({ document, call, want }) => {
    await expectSent([...(await codeOf(document)), callerOf(call)], want);
  },
  120_000,
);
