import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { run } from "../../generator/commands/generate.ts";
import { listenAt, makePipe, put } from "../support/files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-inputs-"));
  put(folder, {
    "in/spec.yaml": document("{ get: { responses: { '204': { description: Done. } } } }"),
    "in/refers.yaml": document("{ $ref: ./place }"),
    "in/describes.yaml": document("{ get: { description: { $ref: ./place }, responses: {} } }"),
    "in/package/package.json": '{ "name": "t", "version": "1.0.0" }',
  });
  return () => rmSync(folder, { recursive: true });
});

const document = (item: string) =>
  `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: ${item} }\n`;

const kinds: [string, (path: string) => unknown, string][] = [
  ["a pipe", makePipe, "pipe"],
  ["a folder", (path) => mkdirSync(path), "is a folder, not a file"],
  ["a socket", listenAt, "is a socket, not a file"],
];
const links: typeof kinds = [
  ["an endless device", (path) => symlinkSync("/dev/zero", path), "is a device, not a file"],
  ["a link to nowhere", (path) => symlinkSync("gone", path), 'is a symbolic link to "gone"'],
];

/** Where a command reads, what it is then told, and the place to which the message leads. */
const places: [string, string[], string, string][] = [
  ["the document", ["--spec", "in/place"], "in/place", "in/place"],
  ["an overlay", ["--spec", "in/spec.yaml", "--overlay", "in/place"], "in/place", "in/place"],
  ...["package.json", "LICENSE", "README.md", "CHANGELOG.md"].map(
    (name): [string, string[], string, string] => [
      `${name} of the package`,
      ["--spec", "in/spec.yaml", "--package", "in/package"],
      `in/package/${name}`,
      `in/package/${name}`,
    ],
  ),
];
const references: typeof places = [
  [
    "a $ref's file",
    ["--spec", "in/refers.yaml"],
    "in/place",
    "in/refers.yaml#/paths/~1a: Can't resolve $ref: place",
  ],
  [
    "a file for a text",
    ["--spec", "in/describes.yaml"],
    "in/place",
    "in/describes.yaml#/paths/~1a",
  ],
];

async function expectRefusal(args: readonly string[], ...messages: string[]): Promise<void> {
  const inFolder = args.map((arg) => (arg.startsWith("in/") ? join(folder, arg) : arg));
  const { code, stdout, stderr } = await run([...inFolder, "--out", join(folder, "out")]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  for (const message of messages) expect(stderr).toContain(message);
  expect(stderr).toMatch(/^.+\n {2}\S.+\n$/);
  expect(existsSync(join(folder, "out"))).toBe(false);
}

describe.each([...places, ...references])("in place of %s", (_, args, place, told) => {
  const all = told.endsWith(place) ? [...kinds, ...links] : kinds;

  test.each(all)("%s: one message, at once, nothing written", async (_name, make, message) => {
    rmSync(join(folder, place), { force: true });
    await make(join(folder, place));
    await expectRefusal(args, join(folder, told), message);
  });
});

test("a device behind a link in the document's folder is outside of it", async () => {
  symlinkSync("/dev/zero", join(folder, "in/place"));
  await expectRefusal(["--spec", "in/refers.yaml"], "is outside the document's folder");
});

test("a package folder that is a file, or is not there", async () => {
  for (const place of ["in/spec.yaml", "in/absent"])
    await expectRefusal(
      ["--spec", "in/spec.yaml", "--package", place],
      `${place}/package.json is missing`,
    );
});
