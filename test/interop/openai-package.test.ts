import { createHash } from "node:crypto";
import { getRequestListener } from "@hono/node-server";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../generator/runtime/uploads/testing/index.ts";
import { serve } from "../runtime/support.ts";

// The official client against the test server: what it sends is accepted, what it gets is what it expects.

const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * index) % 251);
const md5 = createHash("md5").update(content).digest("hex");
const create = {
  filename: "data.jsonl",
  purpose: "batch",
  bytes: content.length,
  mime_type: "text/jsonl",
} as const;

function inProcess({ fetch }: UploadsServer): OpenAI {
  return new OpenAI({
    apiKey: "sk-test",
    baseURL: "https://api.example/v1",
    maxRetries: 0,
    fetch: (url, init) => fetch(new Request(url, init)),
  });
}

async function overPort({ fetch }: UploadsServer): Promise<OpenAI> {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  const origin = await serve((request, response) => void listener(request, response));
  return new OpenAI({ apiKey: "sk-test", baseURL: `${origin}/v1`, maxRetries: 0 });
}

function addPart({ uploads }: OpenAI, id: string, start: number, end: number) {
  return uploads.parts.create(id, { data: new File([content.slice(start, end)], "part.bin") });
}

describe.each([
  ["as its fetch", inProcess],
  ["over a port", overPort],
])("%s", (_, connect) => {
  test("createUpload, three Parts at once, completeUpload with md5", async () => {
    const server = createUploadsServer({ apiKey: "sk-test" });
    const client = await connect(server);
    const { id, status } = await client.uploads.create(create);
    expect(status).toBe("pending");
    const parts = await Promise.all([
      addPart(client, id, 0, 100_000),
      addPart(client, id, 100_000, 100_001),
      addPart(client, id, 100_001, content.length),
    ]);
    const part_ids = parts.map((part) => part.id);
    const done = await client.uploads.complete(id, { part_ids, md5 });
    expect(done).toMatchObject({ status: "completed", file: { bytes: content.length } });
    const stored = await server.file(done.file?.id ?? "")?.arrayBuffer();
    expect(Buffer.from(stored ?? new ArrayBuffer()).equals(content)).toBe(true);
  });

  test("another md5 is refused, and the error is the API's", async () => {
    const server = createUploadsServer();
    const client = await connect(server);
    const { id } = await client.uploads.create(create);
    const part = await addPart(client, id, 0, content.length);
    const wrong = { part_ids: [part.id], md5: "0".repeat(32) };
    const requestID = expect.stringMatching(/^req_\d+$/) as unknown;
    const want = { status: 400, param: "md5", code: "invalid_value", requestID };
    await expect(client.uploads.complete(id, wrong)).rejects.toMatchObject(want);
  });

  test("cancelUpload", async () => {
    const server = createUploadsServer();
    const client = await connect(server);
    const { id } = await client.uploads.create(create);
    await addPart(client, id, 0, 1);
    expect(await client.uploads.cancel(id)).toMatchObject({ id, status: "cancelled" });
    await expect(addPart(client, id, 0, 1)).rejects.toMatchObject({ status: 400 });
  });
});
