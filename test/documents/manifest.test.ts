import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { readManifest, urlOf } from "../../scripts/documents/manifest.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";

const sources = readManifest();

test("every document has a place of its own, a full commit or an exact version, and a hash", () => {
  expect(new Set(sources.map(({ path }) => path)).size).toBe(sources.length);
  for (const { path, repository, commit, sha256 } of sources) {
    expect(path).toMatch(/^(?:corpus|uploads-history)\/[\w.-]+\.(?:json|yaml)$/);
    expect(commit).toMatch(repository.startsWith("npm:") ? /^\d+\.\d+\.\d+$/ : /^[\da-f]{40}$/);
    expect(sha256).toMatch(/^[\da-f]{64}$/);
  }
});

test("a document's URL names its commit, or its version", () => {
  const urls = Object.fromEntries(sources.map((source) => [source.path, urlOf(source)]));
  expect(urls).toMatchObject({
    "corpus/openai-full.json":
      "https://raw.githubusercontent.com/openai/openai-openapi/f85dbe223d40e1a31cba812ab2d755c7e98a92a3/openapi.json",
    "corpus/scalar-galaxy.json": "https://registry.npmjs.org/@scalar/galaxy/-/galaxy-0.2.20.tgz",
  });
});

test.skipIf(!hasSharedSpecs)(
  `the documents here are those of the manifest${needsSharedSpecs}`,
  () => {
    const here = sharedSpecs("corpus").map((file) => {
      const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
      return [basename(file), hash] as const;
    });
    const hashes = new Map(here);
    for (const { path, sha256, tag } of sources)
      if (!tag) expect([path, hashes.get(basename(path))]).toEqual([path, sha256]);
  },
);
