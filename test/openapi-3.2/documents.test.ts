import { describe, expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import type { JsonObject } from "../../generator/json.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { localiseReferences } from "../../generator/load/self-reference.ts";
import { compile } from "../support/compile.ts";
import { bare, features } from "./features.ts";

const names = Object.keys(features);
/** Documents with five to nine features each: every one stands beside others in several. */
const combinations = Array.from({ length: 30 }, (_, index) => {
  const step = [1, 3, 7][index % 3] ?? 1;
  const chosen = Array.from(
    { length: 5 + (index % 5) },
    (_, n) => names[(index + n * step) % names.length] ?? "",
  );
  return [...new Set(chosen)];
});

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const merged: JsonObject = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const own = merged[key];
    const isDeep = typeof own === "object" && own !== null && !Array.isArray(own);
    merged[key] = isDeep ? merge(own as JsonObject, value as JsonObject) : value;
  }
  return merged;
}

async function filesOf(
  document: JsonObject,
): Promise<{ files: GeneratedFile[]; warnings: string[] }> {
  const warnings: string[] = [];
  localiseReferences(document);
  const files = await generate({
    document,
    file: "api.yaml",
    runtime: await loadRuntime(),
    warn: (warning) => warnings.push(warning),
  });
  return { files, warnings };
}

describe.each(combinations.map((chosen) => [chosen.join(", "), chosen] as const))(
  "%s",
  (_, chosen) => {
    test("compiles, with everything in it, and with no warning but those wanted", async () => {
      const own = chosen.map((name) => features[name] ?? { given: {} });
      const given = own.reduce<JsonObject>(
        (document, feature) => merge(document, feature.given),
        bare,
      );
      const { files, warnings } = await filesOf(structuredClone(given));
      expect(compile(files)).toEqual([]);
      const text = files.map((file) => file.text).join("\n");
      const wanted = own.flatMap(({ wants = [] }) => wants);
      expect(wanted.filter((want) => !text.includes(want))).toEqual([]);
      const told = own.flatMap(({ warns = [] }) => warns);
      for (const want of told) expect(warnings.join("")).toContain(want);
      const others = warnings.filter(
        (line) => !/itemSchema|itemEncoding|apiKey as|two packages|name/.test(line),
      );
      expect(others).toEqual([]);
    });
  },
);

test("every feature stands in five documents at least", () => {
  const counts = names.map((name) => combinations.filter((chosen) => chosen.includes(name)).length);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(5);
});
