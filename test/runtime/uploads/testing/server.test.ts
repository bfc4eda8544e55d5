import { describe, expect, test } from "vitest";
import { createUploadsServer } from "../../../../generator/runtime/uploads/testing/index.ts";
import {
  bytes,
  createBody,
  partBody,
  post,
  postJson,
  postPart,
  request,
  serverWithUpload,
} from "./helpers.ts";

const json = { "content-type": "application/json" };
const path = "/uploads/upload_000001";

test("fetch works unbound", async () => {
  const { fetch } = createUploadsServer();
  const response = await fetch(
    request("/uploads", { body: JSON.stringify(createBody), headers: json }),
  );
  expect(response.status).toBe(200);
});

test("every response has the next x-request-id and is JSON", async () => {
  const server = createUploadsServer();
  const responses = [
    await server.fetch(request("/uploads", { body: JSON.stringify(createBody), headers: json })),
    await server.fetch(request("/nowhere")),
    await server.fetch(request("/uploads", { headers: { authorization: "" } })),
  ];
  expect(responses.map(({ status, headers }) => [status, headers.get("x-request-id")])).toEqual([
    [200, "req_000001"],
    [404, "req_000002"],
    [401, "req_000003"],
  ]);
  expect(responses.map(({ headers }) => headers.get("content-type"))).toEqual(
    Array(3).fill("application/json"),
  );
});

describe("JSON bodies", () => {
  test.each<[string, BodyInit | undefined, string | undefined, number, string]>([
    ["no Content-Type", bytes("{}"), undefined, 415, "unsupported_media_type"],
    ["text", "{}", "text/plain", 415, "unsupported_media_type"],
    ["JSON of another kind", "{}", "application/merge-patch+json", 415, "unsupported_media_type"],
    ["no body", undefined, "application/json", 400, "invalid_body"],
    ["not JSON", "{bytes: 1}", "application/json", 400, "invalid_body"],
    ["cut off", '{"bytes": 1', "application/json", 400, "invalid_body"],
    ["not UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "application/json", 400, "invalid_body"],
    [
      "an incomplete character at the end",
      Uint8Array.of(0x31, 0xc3),
      "application/json",
      400,
      "invalid_body",
    ],
    [
      "a wrong property",
      "{}",
      "application/json; charset=utf-8",
      400,
      "missing_required_parameter",
    ],
  ])("%s", async (_, body, contentType, status, code) => {
    const server = await serverWithUpload();
    const headers = contentType === undefined ? {} : { "content-type": contentType };
    for (const where of ["/uploads", `${path}/complete`]) {
      const answer = await post(server, where, { body, headers });
      expect(answer, where).toMatchObject({ status, body: { error: { code } } });
    }
  });

  test("cancelUpload takes none", async () => {
    const answer = await postJson(await serverWithUpload(), `${path}/cancel`, {});
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_body" } } });
  });
});

test("the log: method, path and status, and what is known of a Part", async () => {
  const server = await serverWithUpload();
  const body = partBody("hello world");
  const headers = {
    "content-type": "multipart/form-data; boundary=xyz",
    "content-length": `${body.length}`,
  };
  await post(server, `${path}/parts`, { body, headers });
  await postPart(server, "upload_000001", partBody(""));
  await postJson(server, `${path}/complete`, { part_ids: ["part_000001"] });
  const part = { size: 11, filename: "part", contentLength: body.length };
  expect(server.requests()).toEqual([
    { id: "req_000001", method: "POST", path: "/v1/uploads", status: 200 },
    { id: "req_000002", method: "POST", path: `/v1${path}/parts`, status: 200, part },
    { id: "req_000003", method: "POST", path: `/v1${path}/parts`, status: 400 },
    { id: "req_000004", method: "POST", path: `/v1${path}/complete`, status: 200 },
  ]);
});

test("the log is a snapshot", async () => {
  const server = createUploadsServer();
  const answer = postJson(server, "/uploads", createBody);
  const before = server.requests();
  await answer;
  await post(server, "/nowhere");
  expect(before.map(({ status }) => status)).toEqual([undefined]);
});

test("uploads: what the API answers, the type and the Parts; a snapshot", async () => {
  const server = await serverWithUpload({ now: () => 0 });
  const before = server.uploads();
  await postPart(server, "upload_000001", partBody("hello"));
  const upload = {
    id: "upload_000001",
    object: "upload",
    created_at: 0,
    status: "pending",
    expires_at: 3600,
  };
  const parts = [{ id: "part_000001", size: 5, filename: "part" }];
  expect(server.uploads()).toEqual([{ ...createBody, ...upload, parts }]);
  expect(before).toEqual([{ ...createBody, ...upload, parts: [] }]);
});

describe("where fetch rejects", () => {
  const reason = new Error("enough");

  test("aborted before it starts: with the signal's reason", async () => {
    const server = createUploadsServer();
    const body = JSON.stringify(createBody);
    const aborted = request("/uploads", { body, headers: json, signal: AbortSignal.abort(reason) });
    await expect(server.fetch(aborted)).rejects.toBe(reason);
    expect(server.uploads()).toEqual([]);
  });

  test("aborted before it starts, without a body: nothing is done", async () => {
    const server = await serverWithUpload();
    const aborted = request(`${path}/cancel`, { signal: AbortSignal.abort(reason) });
    await expect(server.fetch(aborted)).rejects.toBe(reason);
    expect(server.uploads()[0]?.status).toBe("pending");
  });

  test("aborted while the body stalls: with the signal's reason; the body is cancelled", async () => {
    const server = await serverWithUpload();
    const controller = new AbortController();
    let cancelledWith: unknown;
    const body = new ReadableStream({
      start: (stream) => {
        stream.enqueue(partBody("hello").slice(0, -11));
      },
      cancel: (why) => {
        cancelledWith = why;
      },
    });
    const headers = { "content-type": "multipart/form-data; boundary=xyz" };
    const answer = server.fetch(
      request(`${path}/parts`, { body, headers, signal: controller.signal }),
    );
    setImmediate(() => {
      controller.abort(reason);
    });
    await expect(answer).rejects.toBe(reason);
    expect(cancelledWith).toBe(reason);
    expect(server.uploads()[0]?.parts).toEqual([]);
    expect(server.requests()[1]?.status).toBeUndefined();
  });

  test.each([
    ["fails: with its error", () => Promise.reject(reason), "enough"],
    [
      "gives text: with a TypeError",
      (stream: ReadableStreamDefaultController) => {
        stream.enqueue("text");
      },
      "chunks of body must be Uint8Arrays, got String",
    ],
  ])("the body's stream %s", async (_, pull, message) => {
    const server = await serverWithUpload();
    const body = new ReadableStream({ pull });
    await expect(postPart(server, "upload_000001", body)).rejects.toThrow(message);
    expect(server.uploads()[0]?.parts).toEqual([]);
  });
});

test("a body that is refused unread is cancelled", async () => {
  let cancelled = false;
  const body = new ReadableStream({
    cancel: () => {
      cancelled = true;
    },
  });
  expect((await post(createUploadsServer(), "/nowhere", { body })).status).toBe(404);
  expect(cancelled).toBe(true);
});
