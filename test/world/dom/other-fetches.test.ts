import { createRequire } from "node:module";
import { getRequestListener } from "@hono/node-server";
import { fetch as undiciFetch } from "undici";
import { beforeEach, describe, expect, test } from "vitest";
import { createClient, uploadFile, UploadsApi } from "../../../generated/src/index.ts";
import {
  createUploadsServer,
  type Fault,
  type UploadsServer,
} from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection, serve } from "../../runtime/support.ts";
import { bytes, creation, storedText, text } from "./every-call.ts";

// Functions that are given as `fetch` and know other classes of Request, Response, Headers and streams.

type Fetch = typeof globalThis.fetch;

// What swagger2openapi depends on: node-fetch 2.
const require = createRequire(createRequire(import.meta.url).resolve("swagger2openapi"));
const nodeFetch = require("node-fetch") as Fetch;

/** whatwg-fetch, in short: no streams on either side, and Headers that take nothing from those of others. */
async function send(input: unknown, { headers, body, ...init }: RequestInit = {}) {
  if (body && !ArrayBuffer.isView(body)) throw new TypeError("It would send its text");
  const own = Object.getOwnPropertyDescriptors(headers ?? {});
  const names = Object.keys(own).map((name) => [name, String(own[name]?.value)] as const);
  const response = await fetch(String(input), { ...init, body, headers: names } as RequestInit);
  const { ok, status, statusText, headers: received } = response;
  return { ok, status, statusText, headers: received, text: () => response.text() };
}
const whatwgFetch = Object.assign(send, { polyfill: true });

/** By the index of the request. */
const faults = new Map<number, Fault>();
let server: UploadsServer;
let baseUrl: string;

beforeEach(async () => {
  faults.clear();
  server = createUploadsServer({ faults: ({ index }) => faults.get(index) });
  const listener = getRequestListener(server.fetch, { overrideGlobalObjects: false });
  baseUrl = `${await serve((request, response) => void listener(request, response))}/v1`;
});

describe.each<[string, Fetch | undefined]>([
  ["none: the global one", undefined],
  ["the global one", (input, init) => fetch(input, init)],
  ["a handler of Requests", ((request: Request) => fetch(request)) as Fetch],
  ["undici's own", undiciFetch as unknown as Fetch],
  ["whatwg-fetch", whatwgFetch as unknown as Fetch],
])("%s", (_, given) => {
  function connect(): UploadsApi {
    return new UploadsApi(
      createClient({ apiKey: "sk-test", baseUrl, fetch: given, maxRetries: 0 }),
    );
  }

  test("sends a whole file, with lengths", async () => {
    const file = new File([text], "a.txt");
    const done = await uploadFile(connect(), file, { purpose: "batch", partSize: 4 });
    expect(await storedText(server, done)).toBe(text);
    const parts = server.requests().flatMap(({ part }) => part ?? []);
    expect(parts.every(({ contentLength = 0 }) => contentLength > 100)).toBe(true);
  });

  test("sends a part again after a failure", async () => {
    const uploads = connect();
    const { id } = await uploads.createUpload(creation);
    faults.set(1, { kind: "status", status: 503 });
    const part = await uploads.addUploadPart(id, { data: bytes() }, { maxRetries: 1 });
    expect(part).toMatchObject({ upload_id: id });
    expect(server.requests()).toHaveLength(3);
  });

  test("gives the API's errors", async () => {
    const error = await rejection(connect().cancelUpload("none"));
    expect(error).toMatchObject({ name: "ApiError", status: 404, code: "not_found" });
    expect(error).toMatchObject({ requestId: "req_000001" });
  });

  test("follows no redirect", async () => {
    const location = `${baseUrl}/uploads`;
    const moved = await serve((request, response) => {
      request.resume().on("end", () => response.writeHead(307, { location }).end());
    });
    const client = createClient({ apiKey: "sk-test", baseUrl: moved, fetch: given });
    const error = await rejection(new UploadsApi(client).createUpload(creation));
    expect(error).toMatchObject({ name: "ApiError", status: 307 });
    expect(server.requests()).toEqual([]);
  });

  test("rejects with the signal's reason", async () => {
    faults.set(0, { kind: "stall", afterBytes: 0 });
    const controller = new AbortController();
    const { signal } = controller;
    const call = connect().addUploadPart("a", { data: bytes() }, { signal });
    await expect.poll(() => server.inFlight()).toBe(1);
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect.poll(() => server.inFlight()).toBe(0);
  });
});

test.each<[string, unknown]>([
  ["Undefined", undefined],
  ["Object", { ok: true, json: () => Promise.resolve({}) }],
])("one that resolves with no Response is told: %s", async (kind, given) => {
  const fetch = () => Promise.resolve(given as Response);
  const uploads = new UploadsApi(
    createClient({ apiKey: "sk-test", baseUrl, fetch, maxRetries: 0 }),
  );
  const error = await rejection(uploads.cancelUpload("a"));
  const want = `fetch must resolve with a Response, got ${kind}`;
  expect(String(error)).toContain(want);
});

test("one that sends no streams is told, and sends nothing else instead", async () => {
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl, fetch: nodeFetch }));
  const { id } = await uploads.createUpload(creation);
  // Small parts are sent as bytes.
  const data = new Blob([new Uint8Array(100_000)]);
  const error = await rejection(uploads.addUploadPart(id, { data }, { maxRetries: 0 }));
  expect(String(error)).toContain("this fetch can't send streams; pass one that can, or none");
  expect(server.requests().map(({ path }) => path)).toEqual(["/v1/uploads"]);
});

test("the test server's own is such a fetch", async () => {
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", fetch: server.fetch }));
  expect(await uploads.createUpload(creation)).toMatchObject({ status: "pending" });
});
