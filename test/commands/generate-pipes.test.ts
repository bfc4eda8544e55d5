import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundleCli, cli, runProcess, succeeds } from "../support/cli.ts";
import { makePipe, put } from "../support/files.ts";

const spec = "spec/uploads.yaml";
const text = readFileSync(spec, "utf8");

let folder: string;
let out: string;
beforeAll(bundleCli);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-pipes-"));
  out = join(folder, "client");
  return () => rmSync(folder, { recursive: true });
});

/** A script whose arguments are the command line, so that the shell makes the pipes. */
const shell = (script: string, ...args: string[]) => [
  "bash",
  "-c",
  script,
  "bash",
  ...cli,
  ...args,
];
const generated = (from: string) => ({
  code: 0,
  stderr: "",
  stdout: expect.stringContaining(`${from} → ${out}: `) as string,
});

describe("a document through a pipe", () => {
  // A child of Node's gets a socket for its standard input: findings/stdin-of-a-child.sh.
  test.each([
    ["-", "standard input"],
    ["/dev/stdin", "/dev/stdin"],
  ])("--spec %s, from a program", async (name, told) => {
    expect(await runProcess([...cli, "--spec", name, "--out", out], text)).toEqual(generated(told));
  });

  test.each([
    ["a pipe, as -", `cat '${resolve(spec)}' | "$@" --spec -`, "standard input"],
    ["a pipe, as /dev/stdin", `cat '${resolve(spec)}' | "$@" --spec /dev/stdin`, "/dev/stdin"],
    ["a file, as -", `"$@" --spec - < '${resolve(spec)}'`, "standard input"],
    ["a substitution", `"$@" --spec <(cat '${resolve(spec)}')`, "/dev/fd/63"],
    ["a slow one", `(sleep 1; cat '${resolve(spec)}') | "$@" --spec -`, "standard input"],
  ])("from the shell: %s", async (_, script, told) => {
    expect(await runProcess(shell(script, "--out", out))).toEqual(generated(told));
  });

  test("from the shell: a pipe with a name, whose writer waits for a reader", async () => {
    const pipe = join(folder, "pipe");
    makePipe(pipe);
    const script = `cat '${resolve(spec)}' > '${pipe}' & sleep 0.2; "$@" --spec '${pipe}'`;
    expect(await runProcess(shell(script, "--out", out))).toEqual(generated(pipe));
  });

  test("through npm run", async () => {
    const script = `cd '${resolve(".")}'; npm run -s generate -- --out '${out}' --spec <(cat ${spec})`;
    expect(await runProcess(["bash", "-c", script])).toEqual(generated("/dev/fd/63"));
  });

  test("and the overlay through another", async () => {
    const info = 'overlay: 1.0.0\ninfo: { title: T, version: "1" }\nactions:\n';
    const action = '- { target: "$.info", description: A title, update: { title: Renamed } }\n';
    put(folder, { "overlay.yaml": info + action });
    const script = `"$@" --spec <(cat '${resolve(spec)}') --overlay - < '${folder}/overlay.yaml'`;
    expect(await runProcess(shell(script, "--out", out))).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(out, "README.md"), "utf8")).toMatch(/^# renamed\n/);
  });
});

describe("is refused", () => {
  const refers = "openapi: 3.1.0\ninfo: {}\npaths: { /a: { $ref: ./a.yaml } }\n";

  test.each([
    ["nothing", "", "standard input: nothing came through the pipe"],
    ["a $ref to a file", refers, 'standard input#/paths/~1a: $ref leads to "./a.yaml"'],
    ["broken YAML", "openapi: [3.1", "standard input: is neither YAML nor JSON"],
  ])("%s from standard input", async (_, input, message) => {
    const { code, stderr } = await runProcess([...cli, "--spec", "-", "--out", out], input);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("a substitution whose command fails", async () => {
    const { code, stderr } = await runProcess(shell('"$@" --spec <(false)', "--out", out));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^\/dev\/fd\/63: nothing came through the pipe\n {2}See /);
  });

  test.runIf(succeeds("prlimit", "--version"))("an endless stream, in little memory", async () => {
    const script = `cat /dev/zero | "$@" --spec -`;
    const limited = ["prlimit", "--data=1500000000", ...shell(script, "--out", out)];
    const { code, stderr } = await runProcess(limited);
    expect(code).toBe(2);
    expect(stderr).toContain("standard input: has more than 67108864 bytes");
  });
});

test("standard input that is a file has a folder, under its own name", async () => {
  put(folder, {
    "in.yaml":
      "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: { /a: { $ref: a.yaml } }\n",
    "a.yaml": "get: { operationId: fromFile, responses: { '204': { description: Done. } } }\n",
  });
  const script = `"$@" --spec /dev/stdin < '${folder}/in.yaml'`;
  expect(await runProcess(shell(script, "--out", out))).toEqual(generated("/dev/stdin"));
  expect(readFileSync(join(out, "src/default-api.ts"), "utf8")).toContain("fromFile");
});
