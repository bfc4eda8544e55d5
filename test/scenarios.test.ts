import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadSpec } from "../generator/load/document.ts";
import { generateFrom, textOf } from "./support/generate.ts";

const folder = "test/scenarios";
const names = readdirSync(folder);
const kept = (name: string) => readdirSync(`${folder}/${name}/expected`);
const textIn = (name: string, file: string) =>
  readFileSync(`${folder}/${name}/expected/${file}`, "utf8");

/** Where its requests go, by scenario; https://api.example.com where nothing else is said. */
const servers: Record<string, string | undefined> = {
  answers: undefined,
  "no-paths": undefined,
  parameters: "https://eu.example.com/v2",
  servers: "https://api.example.com/v1",
  texts: 'https://api.example.com/"+alert(1)+"',
};

/**
 * Each folder: `given.yaml` → those of the sources that it is about, in `expected`, which are what a reviewer reads. To
 * have one more compared, make an empty file of its name there; `npx vitest -u test/scenarios.test.ts` fills it. What
 * is alike in all scenarios is compared below with the one that keeps it; test/scenarios-compile.test.ts compiles all of
 * it, and compares the types of those that keep no `schema.ts` with the library's own.
 */
describe.each(names)("%s", async (name) => {
  const file = `${folder}/${name}/given.yaml`;
  const files = await generateFrom(file);
  const sources = files
    .filter(({ path }) => /^src\/(?!runtime\/|node\.ts)/.test(path))
    .map(({ path }) => path.replace("src/", ""));

  test.each(kept(name))("%s", async (path) => {
    await expect(textOf(files, `src/${path}`)).toMatchFileSnapshot(
      `../${folder}/${name}/expected/${path}`,
    );
  });

  test("index.ts exports every source but schema.ts, and the runtime", () => {
    const exported = [...textOf(files, "src/index.ts").matchAll(/^export \* from "\.\/(.*)";$/gm)];
    const wanted = sources.filter((path) => !/^(?:index|schema)\.ts$/.test(path));
    expect(exported.map(([, path]) => path).sort()).toEqual([...wanted, "runtime/index.ts"].sort());
  });

  test("create-client.ts is that of `servers` or, without a server, that of `no-paths`", () => {
    const server = name in servers ? servers[name] : "https://api.example.com";
    const like = server === undefined ? "no-paths" : "servers";
    const { servers: own = "" } = servers;
    const wanted = textIn(like, "create-client.ts").replace(`"${own}"`, () => quoted(server));
    expect(textOf(files, "src/create-client.ts")).toBe(wanted);
  });

  test("models.ts has a type for each schema", async () => {
    const { components } = (await loadSpec(file)) as { components?: { schemas?: object } };
    const text = files.find(({ path }) => path === "src/models.ts")?.text ?? "";
    const types = [...text.matchAll(/^export type [\w$]+ = components\["schemas"\]\["(.*)"\];$/gm)];
    expect(types.map(([, schema]) => schema)).toEqual(Object.keys(components?.schemas ?? {}));
  });
});

/** As the formatter has it: in single quotes where that saves escapes. */
function quoted(text = ""): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
