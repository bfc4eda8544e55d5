import { build } from "esbuild";
import { expect, test } from "vitest";

/** What a bundle of everything that an entry point exports takes in, besides our own modules. */
async function importsOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [`generated/src/${entry}`],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    external: ["node:*"],
  });
  const packages = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? [],
  );
  const external = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.map(({ path }) => path),
  );
  return [...new Set([...packages, ...external])].sort();
}

test("a bundle of the browser entry takes in openapi-fetch, and nothing of Node", async () => {
  expect(await importsOf("index.ts")).toEqual(["openapi-fetch"]);
});

test("one of the Node entry takes in Node's own modules, and no other package", async () => {
  const imports = await importsOf("node.ts");
  expect(imports).toEqual(expect.arrayContaining(["node:fs/promises", "node:http"]));
  expect(imports.filter((name) => !name.startsWith("node:"))).toEqual(["openapi-fetch"]);
});
