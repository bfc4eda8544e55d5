import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inTemporaryFolder } from "../../generator/files/temporary-folder.ts";
import { generate } from "../../generator/generate.ts";
import { loadPackage, type ClientFacts } from "../../generator/load/package.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { textOf } from "../support/generate.ts";

async function generated(client?: ClientFacts) {
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://api.example.com" }],
    paths: { "/a": { get: { responses: { 204: { description: "ok" } } } } },
  };
  const source = { manifest: { name: "things" }, client };
  return generate({ document, file: "a.yaml", runtime: await loadRuntime(), package: source });
}

test("without facts of its API, a client knows its server and nothing else", async () => {
  const files = await generated();
  expect(textOf(files, "src/create-client.ts")).toContain(
    "return connect<paths>(options, { baseUrl: BASE_URL });",
  );
  for (const { path, text } of files.filter(({ path }) => path.startsWith("src/")))
    expect(text, path).not.toMatch(/openai[_-](?!fetch)/i);
});

const facts: ClientFacts = {
  apiKey: { variable: "THINGS_KEY" },
  tenant: { header: "X-Tenant", description: "Whose things */ they @are." },
};

test("with some, it has those: a variable, a header, an option with their text as a comment", async () => {
  const text = textOf(await generated(facts), "src/create-client.ts");
  expect(text).toContain('variables: { apiKey: "THINGS_KEY" }');
  expect(text).toContain('headers: { tenant: "X-Tenant" }');
  expect(text).toContain("Whose things *\\/ they &#64;are. Sent as `X-Tenant`; null sends none.");
});

describe("client.json", () => {
  async function loaded(text: string) {
    return inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, "package.json"), '{ "name": "things" }');
      await writeFile(join(folder, "client.json"), text);
      return (await loadPackage(folder)).client;
    });
  }

  test("is loaded", async () => {
    expect(await loaded(JSON.stringify(facts))).toEqual(facts);
  });

  test.each([
    ["no JSON", "no JSON object"],
    ["[]", "no JSON object"],
    ['{ "a-b": { "header": "A" } }', "a-b"],
    ['{ "__proto__": { "header": "A" } }', "__proto__"],
    ['{ "tenant": "X-Tenant" }', "tenant"],
    ['{ "tenant": { "variable": "TENANT" } }', "tenant"],
    ['{ "tenant": { "header": "X Tenant" } }', "tenant"],
    ['{ "tenant": { "header": "X-Tenant", "variable": "A B" } }', "tenant"],
    ['{ "tenant": { "header": "X-Tenant", "default": "a" } }', "tenant"],
    ['{ "apiKey": { "header": "X-Key" } }', "apiKey"],
  ])("is refused with its place: %s", async (text, place) => {
    await expect(loaded(text)).rejects.toThrow(`client.json: ${place} is not as it has to be`);
  });
});
