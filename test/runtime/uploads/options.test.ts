import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  defaultConcurrency,
  defaultMaxRetries,
  defaultPartSize,
  defaultStallTimeout,
} from "../../../generated/src/runtime/uploads/options.ts";

const source = readFileSync("generator/runtime/uploads/options.ts", "utf8");
const guide = readFileSync("spec/package/guides/uploading-files.md", "utf8");
const help = readFileSync("generator/runtime/uploads/command/program.ts", "utf8");

/** The number that a text begins with, whatever separates its thousands. */
function numberIn(text: string | undefined): number {
  return parseInt(text?.replace(/[,_]/g, "") ?? "");
}

test.each([
  ["partSize", defaultPartSize],
  ["concurrency", defaultConcurrency],
  ["stallTimeout", defaultStallTimeout],
  ["maxRetries", defaultMaxRetries],
])("%s is %d in its docstring and in the guide, too", (name, value) => {
  const before = source.slice(0, source.indexOf(`  ${name}?:`));
  expect(numberIn(before.split("@default ").at(-1))).toBe(value);
  const row = new RegExp(`^\\| \`${name}\` *\\|([^|]*)\\|`, "m").exec(guide);
  expect(numberIn(row?.[1]?.trim())).toBe(value);
});

test("the command's help says the same", () => {
  expect(help).toContain(`(default: ${defaultPartSize / 2 ** 20}MiB, the most)`);
  expect(help).toContain(`(default: ${defaultConcurrency})`);
});
