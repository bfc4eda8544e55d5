import { expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { applyOverlay } from "../../generator/load/apply-overlay.ts";
import { parseOverlay } from "../../generator/load/overlay.ts";
import { compile } from "../support/compile.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";

test.skipIf(!hasSharedSpecs)(
  `sdk-method-class-conflict is refused with an overlay, and with that it compiles${needsSharedSpecs}`,
  async () => {
    const [file = ""] = sharedSpecs("corpus").filter((name) => name.includes("class-conflict"));
    const document = await loadSpec(file);
    const runtime = await loadRuntime();
    const message = await generate({ document, file, runtime }).then(
      () => "",
      (error: unknown) => (error instanceof Error ? error.message : ""),
    );
    expect(message).toContain("Tasks/{key}");
    const overlay = message.slice(message.indexOf("overlay: 1.0.0"));
    applyOverlay(document, parseOverlay(overlay, "overlay.yaml"));
    expect(compile(await generate({ document, file, runtime }))).toEqual([]);
  },
  120_000,
);
