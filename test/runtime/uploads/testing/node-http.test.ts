import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createUploadsServer,
  type Fault,
  type UploadsServer,
} from "../../../../generator/runtime/uploads/testing/index.ts";
import { createBody } from "./helpers.ts";

// The same server behind a port, spoken to by the platform's own fetch and FormData.

const authorization = "Bearer sk-test";
/** What goes wrong with every Part. */
let fault: Fault | undefined;
let server: UploadsServer;
let listener: ReturnType<typeof createAdaptorServer>;
let baseUrl: string;

beforeEach(async () => {
  fault = undefined;
  server = createUploadsServer({
    maxPartBytes: 2 ** 22,
    faults: ({ operation }) => (operation === "addUploadPart" ? fault : undefined),
  });
  listener = createAdaptorServer({ fetch: server.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/v1/uploads`;
});

afterEach(async () => {
  const closed = new Promise((resolve) => listener.close(resolve));
  (listener as Server).closeAllConnections();
  await closed;
});

function create(bytes: number): Promise<Response> {
  const headers = { authorization, "content-type": "application/json" };
  return fetch(baseUrl, {
    method: "POST",
    headers,
    body: JSON.stringify({ ...createBody, bytes }),
  });
}

function addPart(content: BlobPart, key = authorization, signal?: AbortSignal): Promise<Response> {
  const body = new FormData();
  body.append("data", new File([content], "part.bin"));
  return fetch(`${baseUrl}/upload_000001/parts`, {
    method: "POST",
    headers: { authorization: key },
    body,
    signal: signal ?? null,
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
  await expect.poll(() => server.requests().length).toBe(2);
  controller.abort();
  await expect(answer).rejects.toThrow("aborted");
  expect((await addPart("x")).status).toBe(200);
  expect(server.uploads()[0]?.parts).toMatchObject([{ size: 1 }]);
});

describe("a fault that breaks the connection cuts the socket", () => {
  test.each<[string, Fault, number]>([
    ["before the body", { kind: "reset", afterBytes: 0 }, 0],
    ["in the middle of the body", { kind: "reset", afterBytes: 100_000 }, 0],
    ["after the body", { kind: "reset", afterBytes: Infinity }, 0],
    ["instead of the response", { kind: "response-lost" }, 1],
  ])("%s", async (_, given, parts) => {
    await create(1);
    fault = given;
    await expect(addPart(new Uint8Array(2 ** 22))).rejects.toThrow("fetch failed");
    expect(server.uploads()[0]?.parts).toHaveLength(parts);
    fault = undefined;
    expect((await addPart("x")).status).toBe(200);
  });
});

describe("a stall", () => {
  /** Sends a Part of a size until the server has it in hand, and then aborts. */
  async function sendAndAbort(size: number, afterBytes: number): Promise<void> {
    await create(1);
    fault = { kind: "stall", afterBytes };
    const controller = new AbortController();
    const answer = addPart(new Uint8Array(size), authorization, controller.signal);
    await expect.poll(() => server.inFlight()).toBe(1);
    controller.abort();
    await expect(answer).rejects.toThrow("aborted");
  }

  test.each([
    ["before the body", 0],
    ["after the body", Infinity],
  ])("%s ends when the client goes away", async (_, afterBytes) => {
    await sendAndAbort(1, afterBytes);
    await expect.poll(() => server.inFlight()).toBe(0);
  });

  // Node does not notice that a socket was closed at the other end while it does not read from it.
  test("in the middle of a large body ends when the port is closed", async () => {
    await sendAndAbort(2 ** 22, 100_000);
    (listener as Server).closeAllConnections();
    await expect.poll(() => server.inFlight()).toBe(0);
  });
});
