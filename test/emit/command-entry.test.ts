import { expect, test } from "vitest";
import { emitPackage } from "../../generator/emit/package.ts";
import { generate } from "../../generator/generate.ts";
import type { PackageSource } from "../../generator/load/package.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";

const client = { apiKey: { variable: "THINGS_KEY" }, baseUrl: { variable: "THINGS_URL" } };
const operations = ["createUpload", "addUploadPart", "completeUpload", "cancelUpload"];

/** A document with these operations, each of which takes and gives anything. */
function documentOf(operationIds: readonly string[], servers: object[]) {
  const paths = operationIds.map((operationId) => [
    `/${operationId}`,
    { post: { operationId, tags: ["Things"], responses: { 204: { description: "ok" } } } },
  ]);
  const info = { title: "Things", version: "1" };
  return { openapi: "3.1.0", info, servers, paths: Object.fromEntries(paths) as object };
}

const server = [{ url: "https://api.example.com" }];

interface Given {
  ids?: readonly string[];
  /** null for none. */
  runtime?: string | null;
  servers?: object[];
}

async function filesOf(
  source: Partial<PackageSource>,
  { ids = operations, runtime = "uploads", servers = server }: Given = {},
) {
  const files = await generate({
    document: documentOf(ids, servers),
    file: "a.yaml",
    runtime: await loadRuntime(runtime ?? undefined),
    package: { manifest: { name: "@me/things" }, ...source },
  });
  return new Map(files.map(({ path, text }) => [path, text]));
}

test("a package with what the command needs has it as its bin, by its own name", async () => {
  const files = await filesOf({ client });
  const { bin, exports } = JSON.parse(files.get("package.json") ?? "") as {
    bin: unknown;
    exports: object;
  };
  expect(bin).toEqual({ things: "dist/command.cjs" });
  expect(Object.keys(exports)).not.toContain("./command");
  expect(files.get("rolldown.config.ts")).toContain('commandBuild("src/command.ts")');
  const entry = files.get("src/command.ts") ?? "";
  expect(entry).toContain('name: "things"');
  expect(entry).toContain('variables: { apiKey: "THINGS_KEY", baseUrl: "THINGS_URL" }');
  expect(entry).toContain("new library.ThingsApi(library.createClient(options))");
  expect(entry).toContain("server: library.BASE_URL");
});

test("of an API without a server, none is named", async () => {
  expect((await filesOf({ client }, { servers: [] })).get("src/command.ts")).not.toContain(
    "server:",
  );
});

test.each([
  ["no variable for the key", {}, {}],
  ["a class that lacks a method", { client }, { ids: operations.slice(1) }],
  ["a runtime without a command", { client }, { runtime: null }],
] as const)("given %s, nothing of it is there", async (_, source, given) => {
  const files = await filesOf(source, given);
  expect([...files.keys()].filter((path) => path.includes("command"))).toEqual([]);
  expect(files.get("package.json")).not.toContain('"bin"');
  expect(files.get("rolldown.config.ts")).not.toContain("command");
});

test("what the command is built of goes to the developers' dependencies", () => {
  const manifest = { name: "x", devDependencies: { commander: "14.0.3" } };
  const [file] = emitPackage({ manifest }, []);
  const { dependencies, devDependencies } = JSON.parse(file?.text ?? "") as Record<string, object>;
  expect(Object.keys(dependencies ?? {})).toEqual(["openapi-fetch"]);
  expect(devDependencies).toMatchObject({
    commander: "14.0.3",
    rolldown: expect.anything() as unknown,
  });
});

test("command.ts is only loaded by itself", async () => {
  const files = await filesOf({ client });
  const importers = [...files].filter(
    ([path, text]) => /\/command[./]/.test(text) && !/command/.test(path) && path.endsWith(".ts"),
  );
  expect(importers.map(([path]) => path)).toEqual(["rolldown.config.ts"]);
});
