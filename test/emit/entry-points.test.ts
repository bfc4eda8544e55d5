import { describe, expect, test } from "vitest";
import { emitIndex } from "../../generator/emit/index-file.ts";
import { emitNodeEntry } from "../../generator/emit/node-entry.ts";
import { emitPackage } from "../../generator/emit/package.ts";
import { exportedNames, loadRuntime } from "../../generator/load-runtime.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { compile } from "../support/compile.ts";
import { generateFromText } from "../support/generate.ts";
import { apiOf, sampleOperation } from "./sample-api.ts";

const api = apiOf([sampleOperation()], []);
const index = { path: "index.ts", text: 'export { one, type Two } from "./a.ts";\n' };
const node = { path: "node/index.ts", text: 'export type { Three } from "./b.ts";\n' };
const special = { path: "x/index.ts", text: "export { four,\n  five } from './c.ts';\n" };
const specialNode = { path: "x/node/index.ts", text: 'export { four } from "./d.ts";\n' };
const testing = { path: "x/testing/index.ts", text: 'export { six } from "./e.ts";\n' };
const runtime = [index, node, special, specialNode, testing];

test.each([
  [index, ["one", "type Two"]],
  [node, ["type Three"]],
  [special, ["four", "five"]],
  [testing, []],
  [{ ...index, path: "a.ts" }, []],
])("the names that %o adds to the entry points", (file, want) => {
  const names = exportedNames(file).map((it) => (it.isTypeOnly ? `type ${it.name}` : it.name));
  expect(names).toEqual(want);
});

test("index.ts has what is portable", () => {
  const { text } = emitIndex(api, runtime);
  expect([...text.matchAll(/runtime\/[^"]+/g)].map(([path]) => path)).toEqual([
    "runtime/index.ts",
    "runtime/x/index.ts",
  ]);
});

test("node.ts has all of it, Node's names one by one, and a createClient of its own", () => {
  const { path, text } = emitNodeEntry(api, runtime);
  expect(path).toBe("src/node.ts");
  expect(text).toContain('export * from "./index.ts"');
  expect(text).toMatch(/export \{ type Three \} from "\.\/runtime\/node\/index\.ts"/);
  expect(text).toMatch(/export \{ four \} from "\.\/runtime\/x\/node\/index\.ts"/);
  expect(text).toContain("export function createClient(");
});

// That of a document that does is compiled with generated/.
test("node.ts compiles for a document that names no server", async () => {
  const files = await generateFromText(
    'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { responses: {} } } }\n',
  );
  expect(compile(files, { types: ["node"] })).toEqual([]);
});

test("the package has a subpath for each entry point, and the runtime's dependencies", () => {
  const manifest = { name: "x", dependencies: { ms: "^2.1.3" } };
  const [file] = emitPackage({ manifest }, runtime);
  const { exports, dependencies } = JSON.parse(file?.text ?? "") as {
    exports: object;
    dependencies: object;
  };
  expect(Object.keys(exports)).toEqual([".", "./node", "./schema", "./testing", "./package.json"]);
  expect(Object.keys(dependencies)).toEqual(["openapi-fetch", "ms"]);
});

describe("a schema with the name of something that the package exports", () => {
  const document = { components: { schemas: { UploadError: { type: "object" } } } };

  test("is refused", async () => {
    const exported = (await loadRuntime("uploads")).flatMap(exportedNames).map(({ name }) => name);
    const reading = () => readApi(document, "spec.yaml", exported);
    expect(reading).toThrow(/#\/components\/schemas\/UploadError.*UploadError/s);
  });

  test("is fine in a package that does not", async () => {
    const exported = (await loadRuntime()).flatMap(exportedNames).map(({ name }) => name);
    expect(readApi(document, "spec.yaml", exported).models).toMatchObject([
      { name: "UploadError" },
    ]);
  });
});
