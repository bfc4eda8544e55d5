import { execFile } from "node:child_process";
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { run as runCommand } from "../../generator/commands/generate.ts";
import type { Outcome } from "../../generator/commands/outcome.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const inputs = [
  "--spec",
  resolve("spec/uploads.yaml"),
  "--package",
  resolve("spec/package"),
  "--runtime",
  "uploads",
];

/** Runs the command line as `npm run generate` does, in a folder that is not the repository's. */
function runProcess(...args: string[]): Promise<Outcome> {
  const argv = [resolve("generator/dist/cli.cjs"), "generate", ...args];
  return new Promise((done) => {
    execFile(process.execPath, argv, { cwd: tmpdir() }, (error, stdout, stderr) => {
      done({ code: (error?.code ?? 0) as Outcome["code"], stdout, stderr });
    });
  });
}

const run = (...args: string[]) => runCommand(args);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "generate-"));
  await promisify(execFile)(process.execPath, ["scripts/bundle-generator.js"]);
});
afterAll(() => rm(folder, { recursive: true }));

async function texts(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const inside = files.filter(
    (file) => !/^(?:dist|node_modules)/.test(file.slice(root.length + 1)),
  );
  const read = async (file: string) =>
    [file.slice(root.length + 1), await readFile(file, "utf8")] as const;
  return Object.fromEntries(await Promise.all(inside.map(read)));
}

describe("generate", () => {
  test("as a process from another folder gives what is committed, twice the same", async () => {
    const out = join(folder, "fresh");
    expect(await runProcess(...inputs, "--out", out)).toMatchObject({ code: 0, stderr: "" });
    expect(await texts(out)).toEqual(await texts("generated"));
    expect(await run(...inputs, "--out", out)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("0 changed") as string,
    });
  });

  test("--overlay mends the document first, and names what it does not find", async () => {
    const [spec, overlay, out] = ["mend.yaml", "overlay.yaml", "mended"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    await writeFile(spec, `${head}paths: { /a: { get: { operationId: delete, ${ok} } } }`);
    const action = (path: string) =>
      `  - { target: "$.paths['${path}'].get", description: A name, update: { operationId: deleteIt } }\n`;
    await writeFile(
      overlay,
      `overlay: 1.0.0\ninfo: { title: T, version: "1" }\nactions:\n${action("/a")}${action("/gone")}`,
    );
    const outcome = await run("--spec", spec, "--overlay", overlay, "--out", out);
    expect(outcome).toMatchObject({
      code: 0,
      stderr: `${overlay}: matches nothing any more: $.paths['/gone'].get (A name)\n`,
    });
    expect(await readFile(join(out, "src/default-api.ts"), "utf8")).toContain("deleteIt(");
  });

  test("warns of servers that only some operations have, each once, and of no others", async () => {
    const [spec, out] = [join(folder, "servers.yaml"), join(folder, "servers")];
    const of = (...urls: string[]) => `servers: ${JSON.stringify(urls.map((url) => ({ url })))}`;
    const paths = `
  /a: { get: { operationId: a, ${of("https://files.example/\u202e\u001b[2J")}, ${ok} } }
  /b: { ${of("https://up.example/")}, get: { operationId: b, ${ok} }, put: { operationId: c, ${ok} } }
  /d: { get: { operationId: d, ${of("https://api.example/v1/")}, ${ok} } }
  /e: { get: { operationId: e, ${ok} } }`;
    await writeFile(spec, `${head}${of("https://api.example/v1")}\npaths: ${paths}`);
    const stderr = `${spec}: the server of DefaultApi.a is "https://files.example/\ufffd\\u001b[2J", but requests go to the client's baseUrl
  Call it with a client of its own: createClient({ apiKey, baseUrl: "https://files.example/\ufffd\\u001b[2J" })
${spec}: the server of DefaultApi.b, DefaultApi.c is "https://up.example", but requests go to the client's baseUrl
  Call them with a client of its own: createClient({ apiKey, baseUrl: "https://up.example" })
`;
    expect(await run("--spec", spec, "--out", out)).toMatchObject({ code: 0, stderr });
    expect(await run("--spec", spec, "--out", out, "--check")).toMatchObject({ code: 0, stderr });
  });

  test("warns of what an operation asks for and the apiKey is not", async () => {
    const [spec, out] = [join(folder, "security.yaml"), join(folder, "security")];
    const schemes = `{ Token: { type: apiKey, in: header, name: X-Token }, Key: { type: http, scheme: bearer } }`;
    const paths = `
  /a: { get: { operationId: a, security: [{ Token: [] }], ${ok} } }
  /b: { get: { operationId: b, ${ok} } }`;
    await writeFile(
      spec,
      `${head}security: [{ Key: [] }]\ncomponents: { securitySchemes: ${schemes} }\npaths: ${paths}`,
    );
    const stderr = `${spec}: DefaultApi.a asks for "Token (apiKey in header)", but the client sends its apiKey as Authorization: Bearer
  Call with createClient({ apiKey: null, headers: { "X-Token": "…" } })
`;
    expect(await run("--spec", spec, "--out", out)).toMatchObject({ code: 0, stderr });
  });

  test("--check names a changed, a stray and a missing file, shows the difference, and writes nothing", async () => {
    const out = join(folder, "stale");
    await cp("generated", out, {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
    await writeFile(join(out, "src/models.ts"), "// edited\n");
    await writeFile(join(out, "src/stray.ts"), "export {};\n");
    await appendFile(join(out, "generated-files.txt"), "src/stray.ts\n");
    await rm(join(out, "src/index.ts"));
    const before = await texts(out);
    const { code, stdout } = await run(...inputs, "--out", out, "--check");
    expect(code).toBe(1);
    expect(stdout).toContain(`changed: ${out}/src/models.ts`);
    expect(stdout).toContain(`stray: ${out}/src/stray.ts`);
    expect(stdout).toContain(`missing: ${out}/src/index.ts`);
    expect(stdout).toContain("\n-// edited\n");
    expect(stdout).toContain("npm run generate");
    expect(await texts(out)).toEqual(before);
  });

  test("--check of what is committed: exit code 0", async () => {
    expect(await run(...inputs, "--out", resolve("generated"), "--check")).toMatchObject({
      code: 0,
    });
  });

  test("--help names every option", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    for (const option of ["--spec", "--out", "--package", "--runtime", "--check"])
      expect(stdout).toContain(option);
  });

  test("a folder of other files is not touched", async () => {
    const out = join(folder, "foreign");
    await cp("spec", out, { recursive: true });
    const before = await texts(out);
    expect(await run(...inputs, "--out", out)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(out) as string,
    });
    expect(await texts(out)).toEqual(before);
  });
});

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";
const ok = "responses: { '204': { description: Done. } }";

describe("bad input: exit code 2, one message with file and place, nothing written", () => {
  test.each([
    ["broken YAML", "openapi: [3.1", ["neither YAML nor JSON", "(2:1)"]],
    ["a text", "hello", ["is not an object"]],
    ["Swagger 1", '{ "swaggerVersion": "1.2" }', ['Swagger "1.2"']],
    ["Swagger 2 of another kind", '{ "swagger": "2.1" }', ['Swagger "2.1"', "Swagger 2.0"]],
    ["no version", "info: {}", ["#/openapi", "missing"]],
    ["empty paths", `${head}paths: {}`, ["#/paths", "no path"]],
    [
      "two operations of one tag with one id",
      `${head}paths:\n  /a: { get: { operationId: same, ${ok} } }\n  /b: { get: { operationId: same, ${ok} } }`,
      ["#/paths/~1b/get/operationId", "#/paths/~1a/get/operationId"],
    ],
    [
      "an id that would break the class",
      `${head}paths: { /a: { get: { operationId: constructor, ${ok} } } }`,
      ['"constructor"'],
    ],
    [
      "a $ref to nowhere",
      `${head}paths: { /a: { $ref: '#/paths/~1b' } }`,
      ["#/paths/~1a", "#/paths/~1b"],
    ],
    [
      "a $ref in a circle",
      `${head}paths: { /a: { $ref: '#/paths/~1a' } }`,
      ["#/paths/~1a", "circle"],
    ],
    [
      "a $ref to a file outside",
      `${head}paths: { /a: { $ref: '../outside.yaml' } }`,
      ["#/paths/~1a", "outside the document's folder"],
    ],
    [
      "a $ref to a file that is not there",
      `${head}paths: { /a: { $ref: './absent.yaml' } }`,
      ["#/paths/~1a", "no such file"],
    ],
    [
      "a $ref to a URL",
      `${head}paths: { /a: { $ref: 'http://127.0.0.1:9/a.yaml' } }`,
      ["#/paths/~1a", "no connection is opened"],
    ],
    [
      "a file read through a description",
      `${head}paths: { /a: { get: { description: { $ref: ../outside.yaml }, ${ok} } } }`,
      ["outside.yaml"],
    ],
    [
      "operations that come to one name",
      `${head}paths: { /a: { get: { operationId: a-b, ${ok} } }, /b: { get: { operationId: a.b, ${ok} } } }`,
      ["#/paths/~1b/get/operationId", "#/paths/~1a/get/operationId"],
    ],
  ])("%s", async (_, text, messages) => {
    const inner = await mkdtemp(join(folder, "bad-"));
    const spec = join(inner, "in", "spec.yaml");
    await cp("spec/package", join(inner, "in"), { recursive: true });
    await writeFile(join(inner, "outside.yaml"), "secret: canary\n");
    await writeFile(spec, text);
    const { code, stdout, stderr } = await run("--spec", spec, "--out", join(inner, "out"));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(spec);
    for (const message of messages) expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/canary|\n {4}at /);
    expect(await readdir(inner)).toEqual(["in", "outside.yaml"]);
  });

  test("a missing file, as a process", async () => {
    const { code, stderr } = await runProcess(
      "--spec",
      "absent.yaml",
      "--out",
      join(folder, "none"),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("absent.yaml: can't be read");
  });

  test("without a document it is about this project's own package", async () => {
    expect(await run("--check")).toEqual({ code: 0, stdout: "generated is fresh\n", stderr: "" });
  });

  test.each([["--nonsense"], ["--spec"], ["--out", "x"]])("arguments %s", async (...args) => {
    expect(await run(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--help") as string,
    });
  });

  test("a runtime folder that is not there", async () => {
    const { code, stderr } = await run(
      ...inputs,
      "--runtime",
      "downloads",
      "--out",
      join(folder, "none"),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("--runtime downloads");
  });
});
