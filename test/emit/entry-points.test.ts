import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emitIndex, emitNodeEntry } from "../../generator/emit/entry-points.ts";
import { emitPackage } from "../../generator/emit/package.ts";
import { generate } from "../../generator/generate.ts";
import type { ClientFacts } from "../../generator/load/package.ts";
import { exportedNames, loadRuntime } from "../../generator/load/runtime.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { compile } from "../support/compile.ts";
import { generateFromText, textOf } from "../support/generate.ts";
import { examplesOf } from "../docs/read-page.ts";
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
  const { path, text } = emitNodeEntry(api, runtime, {
    manifest: { name: "@acme/things", version: "1.2.3" },
  });
  expect(path).toBe("src/node.ts");
  expect(text).toContain('export * from "./index.ts"');
  expect(text).toMatch(/export \{ type Three \} from "\.\/runtime\/node\/index\.ts"/);
  expect(text).toMatch(/export \{ four \} from "\.\/runtime\/x\/node\/index\.ts"/);
  expect(text).toContain("export function createClient(");
  expect(text).toContain('withUserAgent("acme-things/1.2.3", options.headers)');
});

// That of a document that does is compiled with generated/.
test("node.ts and the examples compile for a document that names no server", async () => {
  const files = await generateFromText(
    'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: { /a: { get: { responses: {} } } }\n',
  );
  const { name } = JSON.parse(textOf(files, "package.json")) as { name: string };
  const examples = files
    .filter(({ path }) => path.startsWith("docs/"))
    .flatMap(({ text }) => examplesOf(text))
    .map((text, index) => ({ path: `src/node/example-${index}.ts`, text }));
  expect(examples.length).toBeGreaterThan(4);
  const own = (path: string) => [resolve("generated-in-memory/src", path)];
  const paths = { [name]: own("index.ts"), [`${name}/node`]: own("node.ts") };
  expect(compile([...files, ...examples], { types: ["node"], paths })).toEqual([]);
});

// Its declarations name the types it has got from the package, which have to be exported for that.
test("a library can export what the package gives it", () => {
  const own = (path: string) => [resolve("generated/src", path)];
  const paths = {
    "openai-uploads": own("index.ts"),
    "openai-uploads/node": own("node.ts"),
    "openai-uploads/testing": own("runtime/uploads/testing/index.ts"),
  };
  const text = `import * as node from "openai-uploads/node";
    import * as portable from "openai-uploads";
    import * as testing from "openai-uploads/testing";
    export const client = node.createClient();
    export const { POST, use } = client;
    export const uploads = new node.UploadsApi(client);
    export const { createUpload, addUploadPart, completeUpload } = uploads;
    export const onNode = node.uploadFile;
    export const { uploadFile, streamSource, fromOpenAI, xhrTransport } = portable;
    export const { openFile, urlSource, fileCheckpoints, httpTransport } = node;
    export const create = ({ createUpload: it }: node.UploadOperations) => it;
    export const creates = (it: node.UploadOperations) => it.createUpload(null as never);
    export const complete = (it: node.UploadOperations) => it.completeUpload;
    export const store = ({ checkpoint, md5 }: node.UploadFileOptions) => ({ checkpoint, md5 });
    export const read = (it: node.PartSource) => it.read(0, 1);
    export const send = (it: Parameters<node.Transport>[0]) => ({ ...it });
    export const settings = (it: node.CreateClientOptions) => ({ ...it });
    export const server = testing.createUploadsServer();
    export const { uploads: all, file, requests, inFlight } = server;
    export const respond = server.fetch;
    export const schedule = testing.faultsFromSeed(1);
    export const faulty = (it: Parameters<testing.FaultSchedule>[0]) => ({ ...it });
    export class Mine extends node.UploadsApi {}
  `;
  const program = { path: "library.ts", text };
  expect(compile([program], { paths, types: ["node"], declaration: true })).toEqual([]);
});

describe("which calls of createClient compile", () => {
  const key = '{ apiKey: "k" }';
  const both = '{ apiKey: "k", baseUrl: "https://a.example" }';
  const own = '{ apiKey: "k", baseUrl: "https://a.example", tenant: "t" }';
  const calls = ["", "{}", key, both, own];
  const server = [{ url: "https://api.example.com" }];
  const apiKey = { variable: "THINGS_KEY" };
  const tenant = { header: "X-Tenant" };

  /** Of those that a package with these facts of its API has no types for. */
  async function refusedOf(client: ClientFacts | undefined, servers: object[]): Promise<string[]> {
    const info = { title: "Things", version: "1" };
    const paths = { "/a": { get: { responses: { 204: { description: "ok" } } } } };
    const document = { openapi: "3.1.0", info, servers, paths };
    const source = { manifest: { name: "things" }, client };
    const files = await generate({
      document,
      file: "a.yaml",
      runtime: await loadRuntime(),
      package: source,
    });
    const lines = [
      'import { createClient } from "./index.ts";',
      'import { createClient as onNode } from "./node.ts";',
      ...calls.flatMap((call) => [`createClient(${call});`, `onNode(${call});`]),
    ];
    const program = { path: "src/program.ts", text: lines.join("\n") };
    const errors = compile([...files, program], { types: ["node"] });
    return errors.map(
      (error) => lines[Number(/program\.ts\D+(\d+)/.exec(error)?.[1]) - 1] ?? error,
    );
  }

  test.each<[string, ClientFacts | undefined, object[], string[]]>([
    ["no facts", undefined, server, ["", "{}", own]],
    ["no facts and no server", undefined, [], ["", "{}", key, own]],
    ["a variable for the key", { apiKey }, server, [own]],
    ["that and an option, but no server", { apiKey, tenant }, [], ["", "{}", key]],
    ["an option of its own", { tenant }, server, ["", "{}"]],
    ["variables for key and URL", { apiKey, baseUrl: { variable: "THINGS_URL" } }, [], [own]],
  ])("with %s", async (_, client, servers, refused) => {
    const want = refused.flatMap((call) => [`createClient(${call});`, `onNode(${call});`]);
    expect(await refusedOf(client, servers)).toEqual(want);
  });
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

  test("is exported under another, with a warning", async () => {
    const exported = (await loadRuntime("uploads")).flatMap(exportedNames).map(({ name }) => name);
    const warnings: string[] = [];
    const { models } = readApi(document, "spec.yaml", exported, (it) => warnings.push(it));
    expect(models).toMatchObject([{ name: "UploadErrorModel", key: "UploadError" }]);
    expect(warnings.join("")).toMatch(/#\/components\/schemas\/UploadError.*UploadErrorModel/s);
  });

  test("is fine in a package that does not", async () => {
    const exported = (await loadRuntime()).flatMap(exportedNames).map(({ name }) => name);
    expect(readApi(document, "spec.yaml", exported).models).toMatchObject([
      { name: "UploadError" },
    ]);
  });
});
