import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { compile } from "../support/compile.ts";
import { outputsOf } from "./judge.ts";
import { payloads } from "./payloads.ts";
import { groups } from "./positions.ts";

/** In one program and with one runtime for all, since a program takes longer than the files of a document. */
async function errorsOf(outputs: readonly (readonly GeneratedFile[])[]): Promise<string[]> {
  const shared = (await loadRuntime()).map(({ path, text }) => ({
    path: `shared/src/runtime/${path}`,
    text,
  }));
  const folders = outputs.map((_, index) => `output-${index}`);
  const files = outputs.flatMap((output, index) =>
    output
      .filter(({ path }) => path.endsWith(".ts"))
      .map(({ path, text }) => ({ path: `output-${index}/${path}`, text })),
  );
  const rootDirs = [...folders, "shared"].map((name) => resolve("generated-in-memory", name));
  return compile([...shared, ...files], { rootDirs, types: ["node"] });
}

/** Each payload in a fourth of the places, a new fourth for each. */
test("what is generated compiles, whatever the texts are", async () => {
  const outputs = [];
  for (const [index, payload] of payloads.entries()) {
    const places = groups[index % groups.length] ?? [];
    outputs.push(...(await outputsOf(new Map(places.map((place) => [place, payload])))));
  }
  expect(outputs.length).toBeGreaterThan(payloads.length);
  expect(await errorsOf(outputs)).toEqual([]);
}, 120_000);
