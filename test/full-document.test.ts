import { expect, test } from "vitest";
import { compile } from "./support/compile.ts";
import { generateFrom } from "./support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "./support/shared-specs.ts";

test.skipIf(!hasSharedSpecs)(
  `the full OpenAI document (288 operations) generates and compiles${needsSharedSpecs}`,
  async () => {
    const [full = ""] = sharedSpecs("corpus").filter((file) => file.endsWith("openai-full.json"));
    expect(compile(await generateFrom(full))).toEqual([]);
  },
  120_000,
);
