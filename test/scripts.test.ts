import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  scripts: Record<string, string>;
};
const programs = Object.entries(scripts).flatMap(([name, command]) => {
  const [, path] = /^node --import tsx (\S+)$/.exec(command) ?? [];
  return path === undefined ? [] : [[name, path] as const];
});

test.each(programs)("npm run %s says what it is for: %s --help", (_, path) => {
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(/^\/\*\*[^]+?\*\//);
  expect(text).toMatch(/readArguments\(import\.meta\.filename/);
});

let folder = "";
let script = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "scripts-"));
  script = join(folder, "example.ts");
  const head = "/**\n * Does as scripts do.\n * Options: --only NAME.\n */\n";
  const own = (name: string) => JSON.stringify(resolve("scripts", name));
  const text = `import { readArguments } from ${own("read-arguments.ts")};
    import { temporaryFolder } from ${own("temporary-folder.ts")};
    const { values } = readArguments(import.meta.filename, { options: { only: { type: "string" } } });
    temporaryFolder("example");
    console.log(values.only);
    if (values.only === "all") setInterval(() => undefined, 1000);`;
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(script, head + text);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each<[string, string[], NodeJS.Signals | undefined, object]>([
  ["is done", ["--only", "a"], undefined, { code: 0, stdout: "a\n" }],
  [
    "asks for help",
    ["--help"],
    undefined,
    { code: 0, stdout: "Does as scripts do.\nOptions: --only NAME.\n" },
  ],
  ["has a wrong option", ["--olny", "a"], undefined, { code: 2, stdout: "" }],
  ["is interrupted", ["--only", "all"], "SIGINT", { code: 130, stdout: "all\n" }],
  ["is ended", ["--only", "all"], "SIGTERM", { code: 143, stdout: "all\n" }],
  ["loses its terminal", ["--only", "all"], "SIGHUP", { code: 129, stdout: "all\n" }],
])("a script that %s leaves nothing behind", async (_, args, signal, want) => {
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], { env });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (signal) child.kill(signal);
  });
  const [code] = (await once(child, "close")) as [number];
  expect({ code, stdout }).toEqual(want);
  expect(readdirSync(folder).filter((name) => name.startsWith("openai-uploads-"))).toEqual([]);
});
