import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../generator/commands/corpus.ts";
import { makePipe } from "../support/files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corpus-command-"));
  const ok = "get: { responses: { 204: { description: Done } } }";
  const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\n';
  await writeFile(join(folder, "a.yaml"), `${head}paths: { /a: { ${ok} } }\n`);
  await writeFile(join(folder, "b.yml"), "openapi: 4.0.0\n");
  await writeFile(join(folder, "notes.txt"), "no document");
});
afterAll(() => rm(folder, { recursive: true }));

test("a folder: a line for each document, and a table", async () => {
  const lines: string[] = [];
  const { code, stdout } = await run([folder], (line) => lines.push(line));
  expect(lines).toEqual([`1/2 ${join(folder, "a.yaml")}\n`, `2/2 ${join(folder, "b.yml")}\n`]);
  expect({ code, last: stdout.split("\n").at(-2) }).toEqual({
    code: 0,
    last: "2 documents: 1 compile, 1 refused, 0 don't compile",
  });
});

test("a single file", async () => {
  const { code, stdout } = await run([join(folder, "b.yml")]);
  expect({ code, last: stdout.split("\n").at(-2) }).toEqual({
    code: 0,
    last: "1 documents: 0 compile, 1 refused, 0 don't compile",
  });
});

test("what is no document is refused at once, in the folder or named itself", async () => {
  const odd = await mkdtemp(join(tmpdir(), "corpus-odd-"));
  makePipe(join(odd, "pipe.yaml"));
  await mkdir(join(odd, "folder.yaml"));
  await symlink("gone", join(odd, "link.yaml"));
  for (const [place, count] of [
    [odd, 3],
    [join(odd, "pipe.yaml"), 1],
  ] as const) {
    const { code, stdout } = await run([place]);
    expect({ code, last: stdout.split("\n").at(-2) }).toEqual({
      code: 0,
      last: `${count} documents: 0 compile, ${count} refused, 0 don't compile`,
    });
    expect(stdout).toContain("pipe.yaml is a named pipe, not a file");
  }
  await rm(odd, { recursive: true });
});

test("--help names what can be given", async () => {
  expect(await run(["--help"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/FOLDER\|FILE[^]*--filter[^]*--help/) as string,
  });
});

test.each<[string, () => string[], string]>([
  ["a folder that is missing", () => ["/absent"], "/absent: there is no such folder or file\n"],
  ["a place below a file", () => ["LICENSE/a"], "LICENSE/a"],
  ["no document of that name", () => [folder, "--filter", "zz"], 'with "zz" in its name\n'],
  ["two folders", () => [folder, folder], "one FOLDER or FILE, not several\n"],
  ["an unknown option", () => ["--nonsense"], "--nonsense"],
])("%s: exit code 2 and what to do", async (_, argv, problem) => {
  const { code, stdout, stderr } = await run(argv());
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(problem);
  expect(stderr).not.toMatch(/\n {4}at /);
});
