/**
 * Writes the documents of test/servers/documents again that come from libraries of npm: installs them in a temporary folder
 * and runs a small application of ours with each, from scripts/documents/servers. They are not among our dependencies, and
 * TypeSpec needs a newer Node than the tests run on.
 */
import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { format } from "prettier";
import { fromRegistry } from "./platforms/runtimes.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

readArguments(import.meta.filename);

const run = promisify(execFile);

const packages = [
  "@nestjs/common@12.5.1",
  "@nestjs/core@12.5.1",
  "@nestjs/platform-express@12.5.1",
  "@nestjs/swagger@12.0.2",
  "reflect-metadata@0.2.2",
  "rxjs@7.8.2",
  "elysia@1.4.30",
  "@elysiajs/openapi@1.4.16",
  "@sinclair/typebox@0.34.52",
  "openapi-types@12.1.3",
  "hono@4.13.19",
  "@hono/zod-openapi@1.6.3",
  "zod@4.6.7",
  "@typespec/compiler@1.17.0",
  "@typespec/http@1.17.0",
  "@typespec/openapi@1.17.0",
  "@typespec/openapi3@1.16.0",
  "@typespec/events@0.81.0",
  "@typespec/sse@0.81.0",
  "@typespec/streams@0.81.0",
];

const folder = temporaryFolder("servers");
const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];
await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
await run("npm", ["install", ...flags, "--no-engine-strict", ...packages], { cwd: folder });
await cp("scripts/documents/servers", folder, { recursive: true });
for (const name of ["nestjs", "elysia", "hono"]) {
  const { stdout } = await run(process.execPath, [`${name}.js`], { cwd: folder });
  await write(name, stdout);
}
const node = await fromRegistry({ package: "node@26.10.0", program: "node" });
await run(node, ["node_modules/@typespec/compiler/cmd/tsp.js", "compile", "typespec.tsp"], {
  cwd: folder,
});
await write("typespec", await readFile(join(folder, "openapi.json"), "utf8"));

async function write(name: string, text: string): Promise<void> {
  const path = `test/servers/documents/${name}.json`;
  await writeFile(path, await format(text, { parser: "json", printWidth: 100 }));
  console.log(path);
}
