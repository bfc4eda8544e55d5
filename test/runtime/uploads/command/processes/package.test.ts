import { readFileSync } from "node:fs";
import { execFile, execFileSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environment } from "../support/run.ts";
import { server } from "../support/workplace.ts";

let folder = "";
let installed = "";
let names: string[] = [];

/** Packs the package, and unpacks it where nothing is beside it but what it depends on. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openai-uploads-packed-"));
  const source = join(folder, "source");
  const isSource = (path: string) => !["node_modules", "dist"].includes(basename(path));
  await cp("generated", source, { recursive: true, filter: isSource });
  await symlink(resolve("node_modules"), join(source, "node_modules"));
  execFileSync("npm", ["run", "build"], { cwd: source, stdio: "ignore" });
  execFileSync("npm", ["pack", "--ignore-scripts"], { cwd: source, stdio: "ignore" });
  installed = join(folder, "project/node_modules/openai-uploads");
  await mkdir(installed, { recursive: true });
  const untar = ["-xzf", "openai-uploads-0.1.0.tgz", "-C", installed, "--strip-components=1"];
  execFileSync("tar", untar, { cwd: source });
  const modules = join(folder, "project/node_modules");
  await symlink(resolve("node_modules/openapi-fetch"), join(modules, "openapi-fetch"));
  await symlink(
    resolve("node_modules/openapi-typescript-helpers"),
    join(modules, "openapi-typescript-helpers"),
  );
  await mkdir(join(modules, ".bin"));
  // As npm does with what a package names as its bin.
  await chmod(join(installed, "dist/command.cjs"), 0o755);
  await symlink("../openai-uploads/dist/command.cjs", join(modules, ".bin/openai-uploads"));
  names = execFileSync("find", [".", "-type", "f"], { cwd: installed, encoding: "utf8" }).split(
    "\n",
  );
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("npx openai-uploads upload, from nothing but the tarball", async () => {
  const served = await server();
  const project = join(folder, "project");
  const env = environment(served, join(folder, "state"));
  const argv = ["openai-uploads", "upload", "-p", "batch", "--quiet", `${installed}/package.json`];
  const { stdout } = await promisify(execFile)("npx", argv, {
    cwd: project,
    env: { ...env, HOME: folder },
  });
  expect(served.file(stdout.trim())?.name).toBe("package.json");
});

test("the command is one file, with the licences of what is in it beside it", () => {
  const own = names.filter((name) => name.includes("command") && !name.startsWith("./docs/"));
  expect(own.sort()).toEqual(["./dist/command-licenses.txt", "./dist/command.cjs"]);
  const notices = execFileSync("cat", [join(installed, "dist/command-licenses.txt")], {
    encoding: "utf8",
  });
  for (const name of [
    "commander 14.0.3",
    "log-update 7.2.0",
    "string-width 8.3.0",
    "pretty-bytes 7.2.0",
    "https-proxy-agent 9.1.0",
    "proxy-from-env 2.1.0",
  ])
    expect(notices).toContain(`${name} (MIT)`);
});

test("nothing that is imported leads to it", () => {
  const files = names.filter((name) => /^\.\/dist\/.*\.(c?js|d\.c?ts)$/.test(name));
  expect(files.length).toBeGreaterThan(10);
  const texts = files.map((name) => [name, readFileSync(join(installed, name), "utf8")] as const);
  const leading = texts.filter(([, text]) => /["'`/]command(\.cjs)?["'`]/.test(text));
  expect(leading.map(([name]) => name)).toEqual([]);
});
