import { request as httpRequest } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import express, { type RequestHandler } from "express";
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { serve } from "../../runtime/support.ts";
import { filesOf, unpackGuide } from "../../support/guide-files.ts";
import { startUpstream } from "./upstream.ts";

const guide = await unpackGuide("backend");
const upstream = await startUpstream();
vi.stubEnv("OPENAI_BASE_URL", `${upstream.origin}/v1`);
vi.stubEnv("OPENAI_API_KEY", "the-key");
const file = join(guide.folder, "bundled.mjs");
await build({
  stdin: { contents: filesOf("backend").get("form.ts") ?? "", loader: "ts", resolveDir: "." },
  alias: { "openai-uploads/node": resolve("generated/src/node.ts") },
  external: ["multer", "openapi-fetch"],
  outfile: file,
  bundle: true,
  format: "esm",
  platform: "node",
});
const { form } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
  form: RequestHandler;
};

let api: ReturnType<typeof createUploadsServer>;

beforeEach(() => {
  api = createUploadsServer();
  upstream.handler = (request, bindings) => api.fetch(request, bindings);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await guide[Symbol.asyncDispose]();
  await upstream.close();
});

/** More than one part. */
const large = new Uint8Array(9_000_000).fill(7);
const content = large.subarray(0, 1000);

function startApp(): Promise<string> {
  const app = express();
  app.post("/", (request, response) => {
    void form(request, response, (error: unknown) => {
      response.json(
        error instanceof Error ? { message: error.message } : { id: request.file?.filename },
      );
    });
  });
  return serve(app as never);
}

async function submit(...fields: (readonly [string, string | File])[]): Promise<unknown> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const response = await fetch(await startApp(), { method: "POST", body });
  return response.json();
}

const sent = ["file", new File([content], "a.txt")] as const;

test("the file of a form is sent on, in parts, under its name", async () => {
  const file = new File([large], "Übung.txt");
  const { id } = (await submit(["size", String(file.size)], ["file", file])) as { id: string };
  const stored = api.file(id) ?? new File([], "none");
  expect(stored.name).toBe("Übung.txt");
  expect(Buffer.from(await stored.arrayBuffer()).equals(large)).toBe(true);
  expect(api.uploads()[0]?.parts).toHaveLength(2);
});

test("without its size before it, nothing is sent, and the page is told", async () => {
  const message = expect.stringContaining("size of streamSource") as string;
  expect(await submit(sent)).toEqual({ message });
  expect(await submit(sent, ["size", String(content.length)])).toEqual({ message });
  expect(api.requests()).toEqual([]);
});

test.each([-1, 1])("a size that is wrong by %d leaves no File", async (by) => {
  const message = expect.stringContaining(`must be ${content.length + by} bytes long`) as string;
  expect(await submit(["size", String(content.length + by)], sent)).toEqual({ message });
  expect(api.uploads().map(({ status }) => status)).toEqual(["cancelled"]);
});

test("a page that leaves meanwhile leaves no Upload", async () => {
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  const request = httpRequest(await startApp(), { method: "POST", headers });
  request.on("error", () => undefined);
  onTestFinished(() => void request.destroy());
  const head = (name: string) => `--x\r\ncontent-disposition: form-data; name="${name}"`;
  request.write(`${head("size")}\r\n\r\n${large.length}\r\n`);
  request.write(`${head("file")}; filename="a.txt"\r\n\r\n`);
  request.write(large.subarray(1));
  await vi.waitFor(() => {
    expect(api.requests().map(({ path }) => path)).toContain("/v1/uploads/upload_000001/parts");
  }, 10_000);
  request.destroy();
  await vi.waitFor(() => {
    expect(api.uploads()[0]?.status).toBe("cancelled");
  }, 10_000);
});
