import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../../generator/commands/generate.ts";

const folder = mkdtempSync(join(tmpdir(), "bombs-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: {} }\n";
const jsonHead = '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{}},';

/** Nine lists, each of nine times the one before: 387 million values in a few lines. */
function aliases(): string {
  const lists = Array.from({ length: 9 }, (_, index) => {
    const item = index === 0 ? "boom" : `*a${index - 1}`;
    return `x-a${index}: &a${index} [${Array(9).fill(item).join(", ")}]`;
  });
  return head + lists.join("\n");
}

function chain(length: number): string {
  const links = Array.from({ length }, (_, index) => [
    `S${index}`,
    { $ref: `#/components/schemas/S${index + 1}` },
  ]);
  const schemas = Object.fromEntries([...links, [`S${length}`, {}]]) as object;
  return `${jsonHead}"components":${JSON.stringify({ schemas })}}`;
}

/** Made in the test, so that a hundred megabytes are not kept for the others. */
test.each([
  ["YAML aliases 9^9", aliases, "more than 5000000 values"],
  ["a chain of 1,000 $refs", () => chain(1000), "through more than 50 others"],
  ["JSON 10,000 deep", () => `${jsonHead}"x":${"[".repeat(1e4)}${"]".repeat(1e4)}}`, "deep"],
  ["YAML 10,000 deep", () => `${head}x: ${"[".repeat(1e4)}${"]".repeat(1e4)}`, ""],
  ["100 MB in one text", () => `${jsonHead}"x":"${"a".repeat(1e8)}"}`, "bytes, more than the"],
  [
    "100 MB in many",
    () => `${jsonHead}"x":[${'"abcdefg",'.repeat(1e7)}""]}`,
    "bytes, more than the",
  ],
  [
    "a text used 100 times",
    () => `${head}x: &x "${"a".repeat(1e6)}"\ny: [${"*x, ".repeat(100)}]`,
    "characters of text",
  ],
])(
  "%s is refused: exit code 2, a message, in seconds and little memory",
  async (_, text, want) => {
    const spec = join(folder, "bomb.yaml");
    writeFileSync(spec, text());
    const before = process.memoryUsage.rss();
    const { code, stderr } = await run(["--spec", spec, "--out", join(folder, "out")]);
    expect(code).toBe(2);
    expect(stderr).toContain(spec);
    expect(stderr).toContain(want);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(process.memoryUsage.rss() - before).toBeLessThan(700e6);
  },
  20_000,
);
