import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { emitPackage } from "../../generator/emit/package.ts";
import { loadPackage } from "../../generator/load/package.ts";

const folder = mkdtempSync(join(tmpdir(), "package-source-"));
afterEach(() => rmSync(folder, { recursive: true }));

test("pages in guides ship as docs/guides, in the order of their names; nothing else there does", async () => {
  writeFileSync(join(folder, "package.json"), '{ "name": "a" }');
  mkdirSync(join(folder, "guides"));
  for (const name of ["b.md", "a.md", "notes.txt"])
    writeFileSync(join(folder, "guides", name), `# ${name}\n`);
  const source = await loadPackage(folder);
  const pages = emitPackage(source, []).filter(({ path }) => path.startsWith("docs/"));
  expect(pages).toEqual([
    { path: "docs/guides/a.md", text: "# a.md\n" },
    { path: "docs/guides/b.md", text: "# b.md\n" },
  ]);
});
