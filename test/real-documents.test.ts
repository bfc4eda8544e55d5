import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "./support/compile.ts";
import { generateFrom } from "./support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "./support/shared-specs.ts";

describe.skipIf(!hasSharedSpecs)(`real documents generate and compile${needsSharedSpecs}`, () => {
  test.each(sharedSpecs("uploads-history").map((file) => [basename(file), file]))(
    "%s",
    async (_, file) => {
      expect(compile(await generateFrom(file))).toEqual([]);
    },
  );

  test("the newest /uploads: `file` may be null or absent, `data` takes a Blob", async () => {
    const files = await generateFrom(sharedSpecs("uploads-history").at(-1) ?? "");
    const consumer = `
      import type { AddUploadPartRequest, OpenAIFile, Upload } from "./index.ts";
      type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
      export const file: Equal<Upload["file"], OpenAIFile | null | undefined> = true;
      export const part: AddUploadPartRequest = { data: new Blob(["hello"]) };
    `;
    expect(compile([...files, { path: "src/consumer.ts", text: consumer }])).toEqual([]);
  });
});
