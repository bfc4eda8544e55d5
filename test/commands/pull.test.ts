import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run as runCommand } from "../../generator/commands/pull.ts";
import { listenAt, makePipe } from "../support/files.ts";

const spec = resolve("spec/uploads.yaml");
const inputs = ["--tag", "Uploads", "--words", spec, "--overlay", resolve("spec/overlay.yaml")];

const run = (...args: string[]) => runCommand(args);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "spec-pull-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("spec:pull", () => {
  test("writes the file, says what it did, and warns on stderr", async () => {
    const out = join(folder, "new.yaml");
    const { code, stdout, stderr } = await run(spec, ...inputs, "--out", out);
    expect(code).toBe(0);
    expect(await readFile(out, "utf8")).toBe(await readFile(spec, "utf8"));
    expect(stdout).toMatch(/^ {2}4 operations: \w+, \w+, \w+, \w+$/m);
    expect(stdout).toContain(`${spec}, Uploads → ${out}: written\n`);
    expect(stderr).toMatch(/^warning: .*overlay\.yaml: action 1 of \d+ matches nothing: x-oaiMeta/);
  });

  test("a second time: unchanged; the options given last count, as with npm run", async () => {
    const out = join(folder, "same.yaml");
    await copyFile(spec, out);
    const { code, stdout } = await run(...inputs, "--out", "/nowhere/at/all", spec, "--out", out);
    expect({ code, last: stdout.split("\n").at(-2) }).toEqual({
      code: 0,
      last: `${spec}, Uploads → ${out}: unchanged`,
    });
  });

  test("another API's tag is cut out without this project's words and repairs", async () => {
    const [source, out] = [join(folder, "pets.yaml"), join(folder, "cats.yaml")];
    const get = "get: { tags: [Cats], responses: { 200: { description: Theirs } } }";
    const head = 'openapi: 3.1.0\ninfo: { title: Pets, version: "1" }\n';
    await writeFile(source, `${head}paths: { /cats: { ${get} } }\n`);
    expect(await run(source, "--tag", "Cats", "--out", out)).toMatchObject({ code: 0, stderr: "" });
    expect(await readFile(out, "utf8")).toMatch(/^openapi/);
  });

  test("another API's tag asks for the file to write: ours would be overwritten", async () => {
    const { code, stderr } = await run(spec, "--tag", "Pets");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "--tag names the tag of another API, so --out has to name the file to write\n  See npm run spec:pull -- --help.\n",
    });
  });

  test("--help names every option", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    for (const option of ["FILE|URL", "--tag", "--out", "--words", "--overlay"])
      expect(stdout).toContain(option);
  });
});

describe("bad input: exit code 2, one message, nothing written", () => {
  const out = () => join(folder, "none.yaml");

  test.each([
    ["no source", [...inputs], "--help"],
    ["an unknown option", [spec, "--nonsense"], "--help"],
    ["an unknown tag", [spec, ...inputs, "--tag", "Files"], "Its tags are: Uploads."],
    [
      "a missing overlay",
      [spec, ...inputs, "--overlay", "absent.yaml"],
      "absent.yaml: can't be read: no such file",
    ],
    ["words that are not YAML", [spec, ...inputs, "--words", resolve("LICENSE")], "is not YAML"],
  ])("%s", async (_, args, message) => {
    const { code, stdout, stderr } = await run("--out", out(), ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    await expect(readFile(out())).rejects.toThrow("ENOENT");
  });
});

describe("where the file can't go: exit code 2, one message, nothing written", () => {
  test.each<[string, (path: string) => unknown, string]>([
    ["a link to a file", (path) => symlink("precious", path), 'is a symbolic link to "precious"'],
    ["a link to nowhere", (path) => symlink("gone", path), 'is a symbolic link to "gone"'],
    ["a folder", (path) => mkdir(path), "is a folder"],
    ["a pipe", makePipe, "is a named pipe"],
    ["a socket", listenAt, "is a socket"],
    ["a place below a file", (path) => writeFile(dirname(path), ""), "not a directory (ENOTDIR)"],
    ["a folder that is missing", () => undefined, "no such file or directory (ENOENT)"],
  ])("%s", async (_, make, message) => {
    const inner = await mkdtemp(join(folder, "out-"));
    await writeFile(join(inner, "precious"), "precious\n");
    const out = join(inner, /below|missing/.test(_) ? "place/spec.yaml" : "place");
    await make(out);
    const { code, stdout, stderr } = await run(spec, ...inputs, "--out", out);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^.+\n {2}\S.+\n$/);
    expect(stderr).toContain(out);
    expect(stderr).toContain(message);
    expect(await readFile(join(inner, "precious"), "utf8")).toBe("precious\n");
    expect((await readdir(inner)).filter((name) => !/precious|place/.test(name))).toEqual([]);
  });
});

test.each<[string, (path: string) => unknown, string]>([
  ["a pipe", makePipe, "is a named pipe, not a file"],
  ["a folder", (path) => mkdir(path), "is a folder, not a file"],
  ["a link to a device", (path) => symlink("/dev/zero", path), "is a device, not a file"],
])("words in %s: refused at once", async (_, make, message) => {
  const words = join(await mkdtemp(join(folder, "words-")), "words.yaml");
  await make(words);
  const out = join(folder, "none.yaml");
  const { code, stderr } = await run(spec, ...inputs, "--out", out, "--words", words);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(`${words} ${message}\n  `) as string,
  });
});
