import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundleCli, cli, runProcess, succeeds, withoutPrivileges } from "../support/cli.ts";
import { filesBelow, put } from "../support/files.ts";

let folder: string;
let out: string;
beforeAll(bundleCli);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-folders-"));
  out = join(folder, "client");
  return () => rmSync(folder, { recursive: true });
});

/** The command that generates from a document with one operation of each tag. */
function generate(...tags: string[]): string[] {
  const spec = join(folder, "spec.json");
  const responses = { 204: { description: "Done." } };
  const paths = tags.map((tag) => [
    `/${tag}`,
    { get: { tags: [tag], operationId: tag, responses } },
  ]);
  const info = { title: "T", version: "1" };
  writeFileSync(
    spec,
    JSON.stringify({ openapi: "3.1.0", info, paths: Object.fromEntries(paths) as object }),
  );
  return [...cli, "--spec", spec, "--out", out];
}

describe("npm run generate, once more", () => {
  test("names what it deletes, and leaves what is somebody's", async () => {
    const theirs = {
      ".git/HEAD": "ref\n",
      ".env": "KEY=1\n",
      "package-lock.json": "{}\n",
      "src/mine.ts": "",
    };
    await runProcess(generate("Cats", "Dogs"));
    put(out, theirs);
    const { code, stdout } = await runProcess(generate("Cats"));
    const deleted = ["docs/DogsApi.md", "src/dogs-api.ts"];
    expect({ code, lines: stdout.split("\n") }).toEqual({
      code: 0,
      lines: [
        ...deleted.map((path) => `deleted: ${out}/${path}`),
        expect.stringMatching(/spec\.json → .*\/client: \d+ files, 4 changed, 2 deleted$/),
        "",
      ],
    });
    const after = filesBelow(out);
    rmSync(out, { recursive: true });
    await runProcess(generate("Cats"));
    expect(after).toEqual({ ...filesBelow(out), ...theirs });
  });

  test("in a folder from before there was a list names what is left over", async () => {
    await cp("generated", out, {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
    rmSync(join(out, "generated-files.txt"));
    const { code, stderr } = await runProcess(generate("Uploads"));
    expect(code).toBe(0);
    expect(stderr).toContain(`${out} had no generated-files.txt yet`);
    expect(stderr).toContain(`\n  ${out}/docs/Upload.md\n`);
  });
});

describe("npm run generate, killed", () => {
  const theirs = { ".git/HEAD": "ref\n", "src/mine.ts": "export {};\n", "notes.txt": "remember\n" };
  /** Takes the process down, with no chance to tidy up, at the nth change that it makes to the file system. */
  const killing = (change: number) => {
    const hook = join(folder, "kill.cjs");
    writeFileSync(
      hook,
      `const fs = require("node:fs");
let left = ${change};
for (const name of ["mkdirSync", "mkdtempSync", "writeFileSync", "renameSync", "unlinkSync", "rmdirSync", "rmSync"]) {
  const real = fs[name];
  fs[name] = (...args) => (left-- > 0 ? real(...args) : process.kill(process.pid, "SIGKILL"));
}`,
    );
    const [node, ...rest] = generate("Cats", "Cows");
    return [node ?? "", "--require", hook, ...rest];
  };

  test.each([5, 11, 14])(
    "at its change %i: what is theirs is there, and the next run sets it right",
    async (change) => {
      await runProcess(generate("Cats", "Dogs"));
      put(out, theirs);
      expect(await runProcess(killing(change))).toMatchObject({ code: "SIGKILL" });
      expect(filesBelow(out)).toMatchObject(theirs);
      expect(await runProcess(generate("Cats", "Cows"))).toMatchObject({ code: 0, stderr: "" });
      const after = filesBelow(out);
      rmSync(out, { recursive: true });
      await runProcess(generate("Cats", "Cows"));
      expect(after).toEqual({ ...filesBelow(out), ...theirs });
    },
  );
});

const canDropPrivileges = succeeds(...withoutPrivileges, "true");

describe.skipIf(!canDropPrivileges)("without the right to write", () => {
  test.each([
    ["the output folder", "client", "client"],
    ["a folder in it", "client/src", "client/src"],
    ["the folder above", "", ""],
  ])("%s: one message, nothing is changed", async (_, closed, refused) => {
    if (closed !== "") await runProcess(generate("Cats", "Dogs"));
    const before = filesBelow(folder);
    const command = generate("Cats");
    chmodSync(join(folder, closed), 0o555);
    const { code, stdout, stderr } = await runProcess([...withoutPrivileges, ...command]);
    chmodSync(join(folder, closed), 0o755);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^.*\/client can't be written: permission denied \(EACCES\).*\n {2}Change the permissions, or choose another place\.\n$/,
    );
    expect(stderr).toContain(join(folder, refused));
    rmSync(join(folder, "spec.json"));
    delete before["spec.json"];
    expect(filesBelow(folder)).toEqual(before);
  });

  test("nor to look into it", async () => {
    mkdirSync(out);
    chmodSync(out, 0);
    const { code, stderr } = await runProcess([...withoutPrivileges, ...generate("Cats")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^.*\/client can't be used: permission denied \(EACCES\).*\n {2}Change the permissions, or choose another place\.\n$/,
    );
  });
});

const mount = (options: string, command: readonly string[]) => [
  "unshare",
  "-rm",
  "sh",
  "-c",
  `mount -t tmpfs -o ${options} tmpfs "$0" && "$@"; code=$?; ls -RA "$0"; exit $code`,
  out,
  ...command,
];
const canMount = succeeds("unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt");

describe.skipIf(!canMount)("on a file system of its own", () => {
  beforeEach(() => mkdirSync(out));

  test.each([
    ["that is full", "size=16k"],
    ["with room for half of it", "size=100k"],
    ["that takes no more files", "nr_inodes=12"],
  ])("%s: one message, and nothing is left", async (_, options) => {
    const { code, stdout, stderr } = await runProcess(mount(options, generate("Cats")));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^.*\/client can't be written: no space left on device \(ENOSPC\).*\n {2}Make room.*\n$/,
    );
    expect(stdout).toBe(`${out}:\n`);
  });

  test.each(["docs", "README.md"])("mounted in place of %s: generated once more", async (place) => {
    const edit = 'echo edited > "$0/README.md"; echo edited > "$0/docs/CatsApi.md"';
    const mountPart = `mount --bind "$0/${place}" "$0/${place}"`;
    const script = `"$@" && ${mountPart} && ${edit} && "$@" && "$@" --check && ls -A "$0"`;
    const command = ["unshare", "-rm", "sh", "-c", script, out, ...generate("Cats")];
    const { code, stdout, stderr } = await runProcess(command);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/, 2 changed\n.* is fresh\n/);
    expect(stdout).not.toContain("half-written");
  });

  test("that is read-only", async () => {
    const { code, stderr } = await runProcess(mount("ro", generate("Cats")));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^.*\/client can't be written: read-only file system \(EROFS\).*\n {2}Name .*\n$/,
    );
  });
});
