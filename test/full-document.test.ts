import { check } from "prettier";
import { expect, test } from "vitest";
import { compile } from "./support/compile.ts";
import { generateFrom } from "./support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "./support/shared-specs.ts";

test.skipIf(!hasSharedSpecs)(
  `the full OpenAI document (288 operations) generates and compiles${needsSharedSpecs}`,
  async () => {
    const [full = ""] = sharedSpecs("corpus").filter((file) => file.endsWith("openai-full.json"));
    const files = await generateFrom(full);
    // `model` is declared by one member of an allOf and required by another.
    const consumer = `
      import type { Response } from "./index.ts";
      type IsRequired<T, K extends keyof T> = { [P in K]: undefined extends T[P] ? false : true }[K];
      export const model: IsRequired<Response, "model"> = true;
      export const instructions: IsRequired<Response, "instructions"> = true;
    `;
    const sources = files.filter(({ path }) => /^src\/(?!schema|runtime)/.test(path));
    for (const { path, text } of sources)
      expect(await check(text, { filepath: path, printWidth: 100 }), path).toBe(true);
    expect(compile([...files, { path: "src/consumer.ts", text: consumer }])).toEqual([]);
  },
  120_000,
);
