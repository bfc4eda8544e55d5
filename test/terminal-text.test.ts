/** Nothing of a document's, a server's or a library's makes a terminal obey, or fills it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run as changes } from "../generator/commands/changes.ts";
import { run as generate } from "../generator/commands/generate.ts";
import { InputError } from "../generator/errors.ts";
import type { Outcome } from "../generator/commands/outcome.ts";
import { run as pull } from "../generator/commands/pull.ts";
import { readSource } from "../generator/pull/read-source.ts";
import { line } from "../generator/text.ts";
import { line as lineOfRuntime } from "../generator/runtime/text.ts";

const folder = mkdtempSync(join(tmpdir(), "terminal-text-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Clears the screen, rings, hides what follows, adds lines, and never ends. */
const evil = `\u001b[2J\u0007\u009b31m\u202e\nall is well\r\n\u2028${"x".repeat(20_000)}`;
const responses = { 204: { description: "Done." } };
const path = (item: object) => ({ "/a": { get: { responses, ...item } } });
const parameter = { in: "query", name: "p", schema: {} };

const documents: [string, object | string][] = [
  ["a version", { openapi: evil }],
  ["a Swagger version", { swagger: evil }],
  ["a $ref that leads nowhere", { paths: { "/a": { $ref: `#/paths/${evil}` } } }],
  ["a $ref that is no pointer", { paths: { "/a": { $ref: `#${evil}` } } }],
  ["a $ref to another file", { paths: { "/a": { $ref: evil } } }],
  ["a key that is no percent-encoding", { paths: { [`/${evil}%`]: {} } }],
  ["a key where something is wrong", { paths: { [`/${evil}`]: { get: { responses: 5 } } } }],
  ["a path with a parameter of that name", { paths: { [`/{${evil}}`]: { get: { responses } } } }],
  ["a field", { paths: path({ [evil]: 1 }) }],
  ["a value", { paths: path({ parameters: [{ ...parameter, in: evil }] }) }],
  ["a type", { paths: path({ parameters: [{ ...parameter, schema: { type: evil } }] }) }],
  ["an operationId that is reserved", { paths: path({ operationId: `\u001b\u0007\ndelete` }) }],
  ["a server", { paths: path({ servers: [{ url: `https://${evil}` }] }) }],
  [
    "a security scheme",
    {
      paths: path({ security: [{ [evil]: [] }] }),
      components: { securitySchemes: { [evil]: { type: "apiKey", in: "header", name: evil } } },
    },
  ],
  ["a tag", { paths: path({ tags: [evil] }) }],
  ["text that is no JSON", `{ "${evil}`],
  ["text that is no YAML", `a: [ "${evil}`],
  ["text that is no YAML, which libraries quote", `a: &${evil}\n b: *${evil}`],
];

const commands: [string, (file: string) => Promise<Outcome>][] = [
  ["generate", (file) => generate(["--spec", file, "--out", join(folder, "out"), "--check"])],
  ["changes", (file) => changes(["--base", file, "--head", file])],
  ["spec:pull", (file) => pull([file, "--tag", "none", "--out", join(folder, "pulled.yaml")])],
];

test.each(
  commands.flatMap(([name, run]) =>
    documents.map(([what, content]) => [name, what, run, content] as const),
  ),
)("%s: %s", async (_, __, run, content) => {
  const file = join(folder, "document.yaml");
  const info = { title: "T", version: "1" };
  const document = { openapi: "3.1.0", info, paths: {}, ...Object(content) } as object;
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(document));
  const { stderr } = await run(file);
  check(stderr.replaceAll(folder, ""));
});

test.each<[string, () => Response | Promise<Response>]>([
  ["redirects there", () => new Response(null, { status: 302, headers: { location: latin1 } })],
  ["breaks off with that", () => Promise.reject(new Error("failed", { cause: new Error(evil) }))],
  ["sends that", () => new Response(`{ "${evil}`)],
  ["sends a document with that", () => Response.json({ openapi: evil })],
])("spec:pull from a server that %s", async (_, respond) => {
  const read = readSource("https://api.example/openapi.json", () => Promise.resolve(respond()));
  const error = await read.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  check((error as Error).message);
});

/** What a header can hold of it. */
const latin1 = `/\u009b31m${"x".repeat(20_000)}`;

function check(message: string): void {
  expect(message.match(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u)).toBeNull();
  expect(message).not.toMatch(/^(\[2J|all is well)/m);
  expect(message.length).toBeLessThan(4000);
}

test("a line is the same in the runtime, character by character", () => {
  const differing = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCodePoint(code))
    .map((character) => `a${character}b`)
    .filter((text) => line(text) !== lineOfRuntime(text));
  expect(differing).toEqual([]);
});

test.each([
  ["words stay", "Größe: 5 µm, 𝒳 👩‍💻 می‌خواهم", "Größe: 5 µm, 𝒳 👩‍💻 می‌خواهم"],
  ["lines are joined", "a\r\n  b\u2028c\td", "a b c d"],
  ["what a terminal obeys", "\u001b[31m\u0007\u009bm\u007f", "\ufffd[31m\ufffd\ufffdm\ufffd"],
  ["what turns text around", "a\u202eb\u2066c\u061cd", "a\ufffdb\ufffdc\ufffdd"],
  ["half a character", "a\ud83d", "a\ufffd"],
  ["a character that is cut", `${"x".repeat(999)}😀`, `${"x".repeat(999)}\ufffd`],
  ["more than 1,000", "x".repeat(9999), "x".repeat(1000)],
])("a line: %s", (_, given, want) => {
  expect(line(given)).toBe(want);
});
