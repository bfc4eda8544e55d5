import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createClient, UploadsApi } from "../../generated/src/index.ts";
import { serveValidated } from "./validated-server.ts";

// A validator that reads the same document, and nothing else of ours, judges what the generated client sends.

const text = "hello world";
const bytes = new TextEncoder().encode(text);
const md5 = createHash("md5").update(bytes).digest("hex");
const create = {
  filename: "hello.txt",
  purpose: "assistants",
  bytes: bytes.length,
  mime_type: "text/plain",
} as const;
const apiKey = "sk-test";

interface Sent {
  readonly body?: BodyInit;
  readonly headers?: Record<string, string>;
}

async function connect() {
  const { server, objections, baseUrl } = await serveValidated();
  const uploads = new UploadsApi(createClient({ apiKey, baseUrl, maxRetries: 0 }));
  return { server, objections, baseUrl, uploads };
}

async function* iterate() {
  yield* [bytes.subarray(0, 4), bytes.subarray(4)];
  await Promise.resolve();
}

const inputs = {
  Blob: () => new Blob([bytes]),
  File: () => new File([bytes], "ü (1).txt"),
  ArrayBuffer: () => bytes.buffer,
  Uint8Array: () => bytes,
  DataView: () => new DataView(bytes.buffer),
  Buffer: () => Buffer.from(bytes),
  ReadableStream: () => new Blob([bytes]).stream(),
  "Node stream": () => Readable.from([Buffer.from(bytes)]),
  "async iterable": iterate,
  "a stream of known size": () => ({ data: iterate(), filename: "a", size: bytes.length }),
};

describe("is accepted, and so is its answer", () => {
  test.each(Object.entries(inputs))("a whole Upload, its Part a %s", async (_, data) => {
    const { server, objections, uploads } = await connect();
    const { id } = await uploads.createUpload(create);
    const part = await uploads.addUploadPart(id, { data: data() });
    const { file } = await uploads.completeUpload(id, { part_ids: [part.id] });
    expect(objections).toEqual([]);
    expect(await server.file(file?.id ?? "")?.text()).toBe(text);
  });

  test("createUpload with expires_after, completeUpload with md5", async () => {
    const { objections, uploads } = await connect();
    const expires_after = { anchor: "created_at", seconds: 3600 } as const;
    const { id } = await uploads.createUpload({ ...create, expires_after });
    const part = await uploads.addUploadPart(id, { data: bytes });
    const { file } = await uploads.completeUpload(id, { part_ids: [part.id], md5 });
    expect(objections).toEqual([]);
    expect(file?.expires_at).toBeGreaterThan(0);
  });

  test("cancelUpload", async () => {
    const { objections, uploads } = await connect();
    const { id } = await uploads.createUpload(create);
    expect((await uploads.cancelUpload(id)).status).toBe("cancelled");
    expect(objections).toEqual([]);
  });

  test("the server's refusals", async () => {
    const { objections, uploads } = await connect();
    await expect(uploads.cancelUpload("upload_000009")).rejects.toMatchObject({ status: 404 });
    expect(objections).toEqual([]);
  });
});

describe("is refused: the validator can say no", () => {
  const json = { "content-type": "application/json" };
  const form = (name: string) => {
    const data = new FormData();
    data.append(name, new File(["x"], "x"));
    return data;
  };
  test.each<[string, string, Sent, number, string]>([
    [
      "a wrong type",
      "",
      { body: JSON.stringify({ ...create, bytes: "11" }), headers: json },
      400,
      "bytes must be integer",
    ],
    [
      "a wrong value",
      "",
      { body: JSON.stringify({ ...create, purpose: "x" }), headers: json },
      400,
      "purpose must be equal to one of",
    ],
    [
      "an unknown property",
      "",
      { body: JSON.stringify({ ...create, x: 1 }), headers: json },
      400,
      "additional properties",
    ],
    [
      "another media type",
      "/upload_000001/complete",
      { body: "{}", headers: { "content-type": "text/plain" } },
      415,
      "unsupported media type",
    ],
    [
      "another field",
      "/upload_000001/parts",
      { body: form("file") },
      400,
      "required property 'data'",
    ],
    ["a form where JSON belongs", "", { body: form("data") }, 415, "unsupported media type"],
    ["an unknown query parameter", "/upload_000001/cancel?x=1", {}, 400, "Unknown query parameter"],
    [
      "no key",
      "/upload_000001/cancel",
      { headers: { authorization: "" } },
      401,
      "Authorization header required",
    ],
  ])("%s", async (_, path, init, status, message) => {
    const { server, objections, baseUrl } = await connect();
    const headers = { authorization: `Bearer ${apiKey}`, ...init.headers };
    const answer = await fetch(`${baseUrl}/uploads${path}`, { ...init, method: "POST", headers });
    expect(answer.status).toBe(status);
    expect(objections).toMatchObject([
      { status, message: expect.stringContaining(message) as unknown },
    ]);
    expect(server.requests()).toEqual([]);
  });
});
