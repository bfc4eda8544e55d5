import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type * as committedClient from "../../generated/src/index.ts";
import type * as committedServer from "../../generated/src/runtime/uploads/testing/index.ts";
import { run as generate } from "../../generator/command.ts";
import { run as pull } from "../../generator/pull/command.ts";
import { compile } from "../support/compile.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";

/*
 * The client generated from what a pull writes behaves as the committed one does, on the same tests.
 */

const full = sharedSpecs("corpus").find((file) => file.endsWith("/openai-full.json")) ?? "";
const body = { filename: "a.txt", purpose: "batch", bytes: 11, mime_type: "text/plain" } as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulled-client-"));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
});
afterAll(() => rm(folder, { recursive: true }));

async function pullAndGenerate(): Promise<string> {
  const [spec, out] = [join(folder, "uploads.yaml"), join(folder, "client")];
  const ours = ["--words", "spec/uploads.yaml", "--overlay", "spec/overlay.yaml"];
  const pulled = await pull([full, "--tag", "Uploads", ...ours, "--out", spec]);
  expect(pulled).toMatchObject({ code: 0, stderr: "" });
  const settings = ["--package", "spec/package", "--runtime", "uploads"];
  expect(await generate(["--spec", spec, ...settings, "--out", out])).toMatchObject({ code: 0 });
  return out;
}

const packages = [
  { name: "the committed client", known: true, prepare: () => Promise.resolve("generated") },
  { name: `the pulled client${needsSharedSpecs}`, known: hasSharedSpecs, prepare: pullAndGenerate },
];

for (const { name, known, prepare } of packages)
  describe.skipIf(!known)(name, () => {
    let root: string;
    let client: typeof committedClient;
    let server: typeof committedServer;
    beforeAll(async () => {
      root = resolve(await prepare());
      const load = (path: string): Promise<unknown> => import(pathToFileURL(join(root, path)).href);
      client = (await load("src/index.ts")) as typeof committedClient;
      server = (await load("src/runtime/uploads/testing/index.ts")) as typeof committedServer;
    }, 60_000);

    /** An API object on a server of its own, and the requests that it sends. */
    function connect(answer?: Response) {
      const { fetch } = server.createUploadsServer();
      const requests: Request[] = [];
      const api = client.createClient({
        apiKey: "sk-test",
        maxRetries: 0,
        fetch(request) {
          requests.push(request.clone());
          return answer === undefined ? fetch(request) : Promise.resolve(answer);
        },
      });
      return { uploads: new client.UploadsApi(api), requests };
    }

    test("compiles", async () => {
      const paths = await readdir(join(root, "src"), { recursive: true });
      const sources = paths.filter((path) => path.endsWith(".ts")).map((path) => `src/${path}`);
      const files = sources.map(async (path) => ({
        path,
        text: await readFile(join(root, path), "utf8"),
      }));
      expect(compile(await Promise.all(files))).toEqual([]);
    });

    test("uploads a file in parts", async () => {
      const { uploads, requests } = connect();
      const upload = await uploads.createUpload(body);
      const first = await uploads.addUploadPart(upload.id, { data: new Blob(["hello "]) });
      const second = await uploads.addUploadPart(upload.id, { data: Buffer.from("world") });
      const done = await uploads.completeUpload(upload.id, { part_ids: [first.id, second.id] });
      expect(done).toMatchObject({ status: "completed", file: { bytes: 11, filename: "a.txt" } });
      const base = "POST https://api.openai.com/v1/uploads";
      expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
        base,
        `${base}/${upload.id}/parts`,
        `${base}/${upload.id}/parts`,
        `${base}/${upload.id}/complete`,
      ]);
    });

    test("sends JSON, and a part as bytes with a file name", async () => {
      const { uploads, requests } = connect();
      const { id } = await uploads.createUpload(body);
      await uploads.addUploadPart(id, { data: new Uint8Array([1, 2]) });
      const [created, added] = requests;
      expect(await created?.json()).toEqual(body);
      expect(created?.headers.get("authorization")).toBe("Bearer sk-test");
      const part = (await added?.formData())?.get("data");
      expect(part).toBeInstanceOf(File);
      expect(part).toMatchObject({ type: "application/octet-stream", size: 2 });
    });

    test("cancels", async () => {
      const { uploads } = connect();
      const { id } = await uploads.createUpload(body);
      expect(await uploads.cancelUpload(id)).toMatchObject({ id, status: "cancelled" });
    });

    test("an error of the API is an ApiError", async () => {
      const error = { message: "Not yours.", type: "auth", param: null, code: "denied" };
      const { uploads } = connect(Response.json({ error }, { status: 403 }));
      const failure: unknown = await uploads.createUpload(body).catch((reason: unknown) => reason);
      expect(failure).toBeInstanceOf(client.ApiError);
      expect(failure).toMatchObject({ status: 403, code: "denied", type: "auth" });
    });

    test("bytes of no known form are refused before anything is sent", async () => {
      const { uploads, requests } = connect();
      const part = uploads.addUploadPart("upload_1", { data: 1 as unknown as Blob });
      await expect(part).rejects.toThrow(/data/);
      expect(requests).toEqual([]);
    });
  });
