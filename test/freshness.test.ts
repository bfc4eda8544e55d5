import { expect, test } from "vitest";
import { generate } from "../generator/generate.ts";
import { loadPackage } from "../generator/load/package.ts";
import { loadRuntime } from "../generator/load/runtime.ts";
import { loadSpec } from "../generator/load/document.ts";
import { compareFiles } from "../generator/files/write-files.ts";

test("generated/ is what the generator makes of spec/uploads.yaml (else: npm run generate)", async () => {
  const file = "spec/uploads.yaml";
  const files = await generate({
    document: await loadSpec(file),
    file,
    runtime: await loadRuntime("uploads"),
    package: await loadPackage("spec/package"),
  });
  const differences = compareFiles("generated", files);
  expect(differences.map(({ kind, path }) => `${kind}: ${path}`)).toEqual([]);
});
