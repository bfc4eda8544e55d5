/** Object stores from npm, in a folder of their own. */
import { execFile, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Azure } from "./azure.ts";
import { freePort } from "../proxies/run-proxy.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import type { Place } from "./place.ts";

const packages = ["azurite@3.37.0", "@azure/storage-blob@12.34.0", "s3rver@3.7.1", "aws4@1.13.2"];

/** Installs them. */
export async function installStores(): Promise<string> {
  const folder = temporaryFolder("url-stores");
  await writeFile(join(folder, "package.json"), "{}");
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-engine-strict"];
  await promisify(execFile)("npm", ["install", ...flags, ...packages], { cwd: folder });
  return folder;
}

/** Starts a program of a package, and waits until it says that it listens. */
async function run(program: string, args: string[], cwd: string): Promise<ChildProcess> {
  const child = fork(program, args, { cwd, execArgv: [], silent: true });
  let printed = "";
  const listening = new Promise<void>((resolve, reject) => {
    const note = (text: Buffer) => {
      printed += text.toString();
      if (/listen(s|ing) on/i.test(printed)) resolve();
    };
    child.stdout?.on("data", note);
    child.stderr?.on("data", note);
    child.once("exit", () => reject(new Error(`${program} ended: ${printed}`)));
  });
  await listening;
  process.once("exit", () => child.kill("SIGKILL"));
  return child;
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Azure's own emulator. */
export async function azurite(installed: string): Promise<Place> {
  const require = createRequire(join(installed, "package.json"));
  const azure = require("@azure/storage-blob") as Azure;
  const folder = temporaryFolder("azurite");
  const port = await freePort();
  const program = join(installed, "node_modules/azurite/dist/src/blob/main.js");
  const args = ["--blobPort", String(port), "--location", folder, "--skipApiVersionCheck"];
  const child = await run(program, args, folder);
  const account = "devstoreaccount1";
  // Of every Azurite, as its documentation has it.
  const key =
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
  const credential = new azure.StorageSharedKeyCredential(account, key);
  const service = new azure.BlobServiceClient(`http://127.0.0.1:${port}/${account}`, credential);
  const container = service.getContainerClient("content");
  await container.create();
  const put = async (content: Uint8Array, name = "a.jsonl", blobContentEncoding?: string) => {
    const blobHTTPHeaders = { ...(blobContentEncoding && { blobContentEncoding }) };
    await container.getBlockBlobClient(name).upload(content, content.length, { blobHTTPHeaders });
  };
  const signed = (seconds: number, name = "a.jsonl") =>
    container.getBlockBlobClient(name).generateSasUrl({
      permissions: azure.BlobSASPermissions.parse("r"),
      expiresOn: new Date(Date.now() + seconds * 1000),
    });
  return {
    name: "Azurite",
    put: (content) => put(content),
    async url(mode = "plain") {
      if (mode === "plain") return signed(3600);
      if (mode !== "stored compressed") return undefined;
      await put(new Uint8Array(1000), "z.jsonl", "gzip");
      return signed(3600, "z.jsonl");
    },
    signed,
    [Symbol.asyncDispose]: () => end(child, folder),
  };
}

/** What looks like S3. */
export async function s3rver(installed: string): Promise<Place> {
  const require = createRequire(join(installed, "package.json"));
  const aws4 = require("aws4") as {
    sign(request: object, keys: object): { path: string; headers: Record<string, string> };
  };
  const folder = temporaryFolder("s3rver");
  const port = await freePort();
  const args = ["-d", folder, "-a", "127.0.0.1", "-p", String(port), "--configure-bucket", "b"];
  const child = await run(join(installed, "node_modules/s3rver/bin/s3rver.js"), args, folder);
  const host = `127.0.0.1:${port}`;
  const keys = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
  const common = { service: "s3", region: "us-east-1", host };
  const put = async (content: Uint8Array, name = "a.jsonl", more: Record<string, string> = {}) => {
    const body = Buffer.from(content);
    const headers = { "content-type": "application/jsonl", "content-length": body.length, ...more };
    const sent = aws4.sign({ ...common, method: "PUT", path: `/b/${name}`, headers, body }, keys);
    const init = { method: "PUT", headers: sent.headers, body };
    const response = await fetch(`http://${host}/b/${name}`, init);
    if (!response.ok) throw new Error(`s3rver: ${response.status} ${await response.text()}`);
  };
  const signed = async (seconds: number, name = "a.jsonl") => {
    const path = `/b/${name}?X-Amz-Expires=${seconds}`;
    const request = { ...common, method: "GET", path, signQuery: true };
    return Promise.resolve(`http://${host}${aws4.sign(request, keys).path}`);
  };
  return {
    name: "s3rver",
    put: (content) => put(content),
    async url(mode = "plain") {
      if (mode === "plain") return signed(3600);
      if (mode !== "stored compressed") return undefined;
      await put(new Uint8Array(1000), "z.jsonl", { "content-encoding": "gzip" });
      return signed(3600, "z.jsonl");
    },
    signed,
    [Symbol.asyncDispose]: () => end(child, folder),
  };
}
