import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import type { JsonObject } from "../../generator/json.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { SpecError } from "../../generator/errors.ts";
import { followed, mapping, notFollowed } from "./places-of-references.ts";

const outside = mkdtempSync(join(tmpdir(), "reads-"));
const folder = join(outside, "in");
const secret = "canary-7f3a";
const secretFile = `type: string\ntitle: ${secret}\ndescription: ${secret}\nin: query\nname: ${secret}\n`;

const requests: (string | undefined)[] = [];
const server = createServer(({ url }, response) => {
  requests.push(url);
  response.setHeader("content-type", "application/yaml").end(secretFile);
});

beforeAll(async () => {
  mkdirSync(join(folder, "deeper"), { recursive: true });
  mkdirSync(join(outside, "in-too"));
  for (const path of ["secret.yaml", "secret.txt", "in-too/secret.yaml"])
    writeFileSync(join(outside, path), secretFile);
  symlinkSync("../secret.yaml", join(folder, "link.yaml"));
  symlinkSync("../in-too", join(folder, "linked"));
  writeFileSync(
    join(folder, "beside.yaml"),
    "get: { responses: { '204': { description: Done. } } }",
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(outside, { recursive: true });
});
afterEach(() => {
  expect(requests.splice(0)).toEqual([]);
});

const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
/** Made in the tests, since the port is not known before. */
const targets: Record<string, () => string> = {
  "an http URL": () => `http://${host()}/secret.yaml`,
  "an http URL in capitals": () => `HTTP://${host()}/secret.yaml`,
  "an http URL and a pointer": () => `http://${host()}/secret.yaml#/a`,
  "an https URL": () => `https://${host()}/secret.yaml`,
  "a URL without a scheme": () => `//${host()}/secret.yaml`,
  "a UNC path": () => `\\\\${host()}\\share\\secret.yaml`,
  "a file URL": () => `file://${outside}/secret.yaml`,
  "a data URL": () => `data:application/yaml,title: ${secret}`,
  "an absolute path": () => join(outside, "secret.yaml"),
  "a drive": () => "C:\\secret.yaml",
  "the folder above": () => "../secret.yaml",
  "a text of the folder above": () => "../secret.txt",
  "a folder beside": () => "../in-too/secret.yaml",
  "a way there and back": () => "./deeper/../../secret.yaml",
  "a way in percent-encoding": () => "%2e%2e/secret.yaml",
  "a link to a file": () => "./link.yaml",
  "a link to a folder": () => "./linked/secret.yaml",
};

const runtime = await loadRuntime();

/** All that is said or written for a document. */
async function outcomeOf(document: JsonObject): Promise<{ refused: boolean; text: string }> {
  const file = join(folder, "document.json");
  writeFileSync(file, JSON.stringify(document));
  try {
    const files = await generate({ document: await loadSpec(file), file, runtime });
    return { refused: false, text: files.map(({ text }) => text).join() };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return { refused: true, text: error.message };
  }
}

const names = Object.entries(targets);

test.each(followed.flatMap((place) => names.map(([name, target]) => ({ place, name, target }))))(
  "$place.name: $name is refused, not read",
  async ({ place, target }) => {
    const { refused, text } = await outcomeOf(place.documentFor(target()));
    expect(refused).toBe(true);
    expect(text.replaceAll(target(), "")).not.toContain(secret);
    expect(text).toContain("document.json#/");
    expect(text).toContain("npx @redocly/cli bundle");
  },
);

test.each(names.filter(([name]) => /URL|UNC|absolute|drive/.test(name)))(
  "%s is refused for what it is, before it is looked for",
  async (_, target) => {
    const paths = { "/a": { $ref: target() } };
    const { text } = await outcomeOf({ openapi: "3.1.0", info: {}, paths });
    expect(text).toContain("is a URL or an absolute path");
  },
);

test.each(names)("%s where nothing follows it is not read", async (_, target) => {
  const { refused, text } = await outcomeOf(notFollowed(target()));
  expect(refused).toBe(false);
  expect(text.replaceAll(target(), "")).not.toContain(secret);
});

test.each(["an http URL", "the folder above", "a link to a file"])(
  "discriminator mapping: %s is refused",
  async (name) => {
    expect((await outcomeOf(mapping.documentFor(targets[name]?.() ?? ""))).refused).toBe(true);
  },
);

test.each(names)("discriminator mapping: %s is not read", async (_, target) => {
  const { text } = await outcomeOf(mapping.documentFor(target()));
  expect(text.replaceAll(target(), "")).not.toContain(secret);
});

test.each(names)("%s is refused in a second file too", async (_, target) => {
  writeFileSync(join(folder, "second.json"), JSON.stringify({ $ref: target() }));
  const paths = { "/a": { $ref: "./second.json" } };
  const { refused, text } = await outcomeOf({ openapi: "3.1.0", info: {}, paths });
  expect(refused).toBe(true);
  expect(text.replaceAll(target(), "")).not.toContain(secret);
});

test.each([
  ["aliases", "more than 5000000 values", () => aliases],
  ["nesting", "nesting exceeded", () => "[".repeat(200) + "]".repeat(200)],
  ["100 MB", "more than 67108864 bytes in all", () => `a: ${"a".repeat(1e8)}`],
])("a bomb in a second file is refused: %s", async (_, message, textFor) => {
  writeFileSync(join(folder, "bomb.yaml"), textFor());
  const paths = { "/a": { $ref: "./bomb.yaml" } };
  const { refused, text } = await outcomeOf({ openapi: "3.1.0", info: {}, paths });
  expect(refused).toBe(true);
  expect(text).toContain(message);
});

const aliases = Array.from({ length: 9 }, (_, index) => {
  const item = index === 0 ? "boom" : `*a${index - 1}`;
  return `x-a${index}: &a${index} [${Array(9).fill(item).join(", ")}]`;
}).join("\n");
