import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../../../generator/runtime/uploads/testing/index.ts";
import { createBody } from "./helpers.ts";

// The same server behind a port, spoken to by the platform's own fetch and FormData.

const authorization = "Bearer sk-test";
let server: UploadsServer;
let listener: ReturnType<typeof createAdaptorServer>;
let baseUrl: string;

beforeEach(async () => {
  server = createUploadsServer({ maxPartBytes: 2 ** 22 });
  listener = createAdaptorServer({ fetch: server.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/v1/uploads`;
});

afterEach(async () => {
  await new Promise((resolve) => listener.close(resolve));
});

function create(bytes: number): Promise<Response> {
  const headers = { authorization, "content-type": "application/json" };
  return fetch(baseUrl, {
    method: "POST",
    headers,
    body: JSON.stringify({ ...createBody, bytes }),
  });
}

function addPart(content: BlobPart, key = authorization): Promise<Response> {
  const body = new FormData();
  body.append("data", new File([content], "part.bin"));
  return fetch(`${baseUrl}/upload_000001/parts`, {
    method: "POST",
    headers: { authorization: key },
    body,
  });
}

function complete(part_ids: string[]): Promise<Response> {
  const headers = { authorization, "content-type": "application/json" };
  return fetch(`${baseUrl}/upload_000001/complete`, {
    method: "POST",
    headers,
    body: JSON.stringify({ part_ids }),
  });
}

test("a whole Upload in three parallel Parts", async () => {
  const contents = [1, 2, 3].map((seed) =>
    Uint8Array.from({ length: 300_000 }, (_, index) => (index * seed) % 256),
  );
  await create(900_000);
  const parts = await Promise.all(
    contents.map((content) => addPart(content).then((response) => response.json())),
  );
  const response = await complete(parts.map((part: { id: string }) => part.id));
  expect(response.status).toBe(200);
  const content = await (server.file("file-000001") ?? new Blob()).arrayBuffer();
  expect(Buffer.concat(contents).equals(new Uint8Array(content))).toBe(true);
});

test("a Part over the limit is answered, not cut off", async () => {
  await create(1);
  const response = await addPart(new Uint8Array(2 ** 23));
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { code: "part_too_large" } });
});

test("a request refused before its body is read is answered, not cut off", async () => {
  await create(1);
  const response = await addPart(new Uint8Array(2 ** 23), "none");
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { code: "invalid_api_key" } });
});

test("a client that goes away leaves no Part", async () => {
  await create(1);
  const controller = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      stream.enqueue(
        new TextEncoder().encode('--xyz\r\nContent-Disposition: form-data; name="data"'),
      );
      return new Promise(() => undefined);
    },
  });
  const headers = { authorization, "content-type": "multipart/form-data; boundary=xyz" };
  const init = {
    method: "POST",
    headers,
    body,
    duplex: "half" as const,
    signal: controller.signal,
  };
  const answer = fetch(`${baseUrl}/upload_000001/parts`, init);
  await vi.waitUntil(() => server.requests().length === 2);
  controller.abort();
  await expect(answer).rejects.toThrow("aborted");
  expect((await addPart("x")).status).toBe(200);
  expect(server.uploads()[0]?.parts).toMatchObject([{ size: 1 }]);
});
