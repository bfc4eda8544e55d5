import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { run as runCommand } from "../../generator/commands/changes.ts";
import { run as generate } from "../../generator/commands/generate.ts";

/** The section of a release, after what was noted as unreleased. */
const released = /\n## 0\.2\.0\n(?:(?!\n## )[^])*\n### Breaking\n/;

const source = resolve("spec");

let repository: string;
let original: string;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), "changes-"));
  await cp(source, join(repository, "spec"), { recursive: true });
  original = await readFile(join(repository, "spec/uploads.yaml"), "utf8");
  git("init", "--quiet");
  commit("First");
});
afterAll(() => rm(repository, { recursive: true }));
beforeEach(() => {
  git("checkout", "--quiet", ".");
});

function git(...args: string[]): void {
  execFileSync("git", args, { cwd: repository });
}

function commit(message: string): void {
  git("add", ".");
  const author = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  git(...author, "commit", "--quiet", "-m", message);
}

const run = (...args: string[]) => runCommand(args, repository);

/** Edits the document in the working tree. */
async function edit(from: string, to: string, file = "spec/uploads.yaml"): Promise<void> {
  expect(original).toContain(from);
  await writeFile(join(repository, file), original.replace(from, to));
}

const removeValue = [
  "            - fine-tune\n            - vision\n",
  "            - fine-tune\n",
] as const;

describe("compares", () => {
  test("the working tree with HEAD, unless told otherwise: nothing has changed", async () => {
    const { code, stdout } = await run();
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("none") as string,
    });
  });

  test("the edited document, as Markdown", async () => {
    await edit(...removeValue);
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toContain("## API changes: major, 0.1.0 → 0.2.0");
    expect(stdout).toContain('`CreateUploadRequest.purpose` no longer accepts `"vision"`');
  });

  test("two files, as JSON", async () => {
    await edit(...removeValue, "new.yaml");
    const { code, stdout } = await run(
      "--base",
      "spec/uploads.yaml",
      "--head",
      "new.yaml",
      "--format",
      "json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "major", entries: [{ verdict: "major" }] });
  });

  test("a commit whose document is spread over files", async () => {
    await mkdir(join(repository, "spec/parts"), { recursive: true });
    await writeFile(join(repository, "spec/parts/id.yaml"), "type: string\n");
    const example = "      example: upload_abc123";
    await edit(
      `      schema:\n        type: string\n${example}`,
      `      schema:\n        $ref: parts/id.yaml\n${example}`,
    );
    commit("Spread");
    const { code, stdout } = await run();
    git("reset", "--quiet", "--hard", "HEAD~1");
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("none") as string,
    });
  });
});

describe("exit codes", () => {
  test.each([
    ["--fail-on", "major", 0],
    ["--fail-on", "minor", 1],
  ])("a minor change with %s %s: %d", async (option, verdict, want) => {
    await edit(
      "            - fine-tune\n            - vision\n",
      "            - fine-tune\n            - vision\n            - voice\n",
    );
    expect(await run(option, verdict)).toMatchObject({ code: want });
  });

  test("--response-enum major makes a further value a break", async () => {
    await edit(
      "            - fine-tune-results\n",
      "            - fine-tune-results\n            - evals\n",
    );
    expect(await run("--fail-on", "major")).toMatchObject({ code: 0 });
    expect(await run("--fail-on", "major", "--response-enum", "major")).toMatchObject({ code: 1 });
  });

  test.each([
    [
      "a commit or file that is not there",
      ["--base", "absent"],
      "--base absent: neither a file nor a commit",
    ],
    ["a name that git would take for an option", ["--base=--help"], "neither a file nor a commit"],
    ["a document that is not there", ["--head", "absent.yaml"], "absent.yaml: can't be read"],
    ["a format of no kind", ["--format", "html"], "--format must be md or json, got html"],
    ["an option of no kind", ["--nonsense"], "--help"],
  ])("%s: 2, and a message without a stack", async (_, args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("a commit that lacks the document is named", async () => {
    git("rm", "--quiet", "spec/uploads.yaml");
    commit("Lacking");
    await writeFile(join(repository, "spec/uploads.yaml"), original);
    const { code, stderr } = await run();
    git("reset", "--quiet", "--hard", "HEAD~1");
    expect(code).toBe(2);
    expect(stderr).toContain("HEAD:spec/uploads.yaml: the commit has no such file");
  });

  test("a broken document in a commit is named by the commit", async () => {
    await writeFile(join(repository, "spec/uploads.yaml"), "openapi: [3.1");
    commit("Broken");
    await writeFile(join(repository, "spec/uploads.yaml"), original);
    const { code, stderr } = await run();
    git("reset", "--quiet", "--hard", "HEAD~1");
    expect(code).toBe(2);
    expect(stderr).toContain("HEAD:spec/uploads.yaml: is neither YAML nor JSON");
  });

  test("--help names every option", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    for (const option of ["base", "head", "format", "fail-on", "response-enum", "release"])
      expect(stdout).toContain(`--${option}`);
  });
});

test("--release writes version and changelog, the same when it is run again", async () => {
  await edit(...removeValue);
  const read = (file: string) => readFile(join(repository, "spec/package", file), "utf8");
  expect(await run("--release")).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("0.1.0 → 0.2.0") as string,
  });
  const [manifest, changelog] = [await read("package.json"), await read("CHANGELOG.md")];
  expect(JSON.parse(manifest)).toMatchObject({ name: "openai-uploads", version: "0.2.0" });
  expect(changelog).toMatch(released);
  await run("--release");
  expect([await read("package.json"), await read("CHANGELOG.md")]).toEqual([manifest, changelog]);
});

test("--release says what it compared with, and finds a committed change with --base", async () => {
  git("checkout", "--quiet", "-b", "changed");
  await edit(...removeValue);
  commit("Change");
  const stderr = `Nothing to release: nothing changes for users from HEAD:spec/uploads.yaml to spec/uploads.yaml.
  Name what was released last, if that is not it: --base <tag or commit>
`;
  const [unnamed, named] = [await run("--release"), await run("--release", "--base", "HEAD~1")];
  git("checkout", "--quiet", "--force", "-");
  expect(unnamed).toMatchObject({ code: 0, stderr });
  expect(named.stderr).toContain("0.1.0 → 0.2.0");
});

test("what --release wrote reaches the package with the next npm run generate", async () => {
  await edit(...removeValue);
  await run("--release");
  const [spec, source, out] = ["spec/uploads.yaml", "spec/package", "generated"].map((path) =>
    join(repository, path),
  ) as [string, string, string];
  await generate(["--spec", spec, "--package", source, "--runtime", "uploads", "--out", out]);
  const [manifest, changelog] = await Promise.all(
    ["package.json", "CHANGELOG.md"].map((file) => readFile(join(out, file), "utf8")),
  );
  await rm(out, { recursive: true });
  expect(JSON.parse(manifest ?? "")).toMatchObject({
    version: "0.2.0",
    files: expect.arrayContaining(["CHANGELOG.md"]) as string[],
  });
  expect(changelog).toBe(await readFile(join(source, "CHANGELOG.md"), "utf8"));
  expect(changelog).toMatch(released);
});

test("as a process it prints and exits", () => {
  const cli = resolve("generator/cli.ts");
  const loader = resolve("node_modules/tsx/dist/esm/index.mjs");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", loader, cli, "changes", "--head", "absent.yaml"],
    { encoding: "utf8", cwd: repository },
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("absent.yaml: can't be read");
});
