import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createUploadsServer,
  type Fault,
  type FaultRequest,
  type UploadsServer,
} from "../../../../generator/runtime/uploads/testing/index.ts";
import {
  createBody,
  partBody,
  post,
  postJson,
  postPart,
  request,
  serverWithUpload,
} from "./helpers.ts";

const parts = "/uploads/upload_000001/parts";
const headers = { "content-type": "multipart/form-data; boundary=xyz" };
const content = partBody("hello world");
const reset = expect.objectContaining({
  message: "fetch failed",
  cause: expect.objectContaining({ code: "ECONNRESET" }) as unknown,
}) as unknown;

/** A server with a pending Upload, whose next request has the fault. */
function withFault(fault: Fault): Promise<UploadsServer> {
  return serverWithUpload({ faults: ({ index }) => (index === 1 ? fault : undefined) });
}

/** A body in chunks of ten bytes, and how many of them were taken when it ended. */
function observed(chunks = 20) {
  const seen = { sent: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const chunk = content.slice(seen.sent, seen.sent + 10);
        seen.sent += chunk.length;
        if (chunk.length > 0 && seen.sent <= chunks * 10) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: () => {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, stream };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_500, toFake: ["setTimeout", "clearTimeout", "Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("the schedule is asked once for every request to an operation", async () => {
  const asked: FaultRequest[] = [];
  const server = createUploadsServer({
    faults: (given) => {
      asked.push(given);
      return undefined;
    },
  });
  await postJson(server, "/uploads", createBody);
  await post(server, "/nowhere");
  await postPart(server, "upload_000001", content);
  await postJson(server, "/uploads/upload_000001/complete", { part_ids: ["part_000001"] });
  await post(server, "/uploads/upload_000009/cancel");
  expect(asked).toEqual([
    { index: 0, operation: "createUpload", uploadId: undefined },
    { index: 2, operation: "addUploadPart", uploadId: "upload_000001" },
    { index: 3, operation: "completeUpload", uploadId: "upload_000001" },
    { index: 4, operation: "cancelUpload", uploadId: "upload_000009" },
  ]);
});

describe("reset: rejects as fetch does, stores nothing, and cancels what is left of the body", () => {
  test.each([
    ["before the body", 0, 0, true],
    ["in the middle of the body", 15, 20, true],
    ["after the body", Infinity, content.length, false],
    ["after a body that is shorter", 1000, content.length, false],
  ])("%s", async (_, afterBytes, sent, cancelled) => {
    const fault: Fault = { kind: "reset", afterBytes };
    const server = await withFault(fault);
    const body = observed();
    const answer = server.fetch(request(parts, { body: body.stream, headers }));
    await expect(answer).rejects.toEqual(reset);
    expect(body.seen).toEqual({ sent, cancelled });
    expect(server.uploads()[0]?.parts).toEqual([]);
    expect(server.requests()[1]).toMatchObject({ status: undefined, fault });
    expect(server.inFlight()).toBe(0);
  });
});

describe("stall: until the request is aborted", () => {
  test.each([
    ["before the body", 0, 0],
    ["in the middle of the body", 15, 20],
    ["after the body", Infinity, content.length],
  ])("%s", async (_, afterBytes, sent) => {
    const server = await withFault({ kind: "stall", afterBytes });
    const body = observed();
    const controller = new AbortController();
    const reason = new Error("enough");
    const { signal } = controller;
    const answer = server.fetch(request(parts, { body: body.stream, headers, signal }));
    const settled = vi.fn();
    answer.catch(settled);
    await vi.advanceTimersByTimeAsync(3_600_000);
    await expect.poll(() => body.seen.sent).toBe(sent);
    expect([settled.mock.calls.length, server.inFlight()]).toEqual([0, 1]);
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(body.seen).toEqual({ sent, cancelled: sent < content.length });
    expect([server.inFlight(), vi.getTimerCount()]).toEqual([0, 0]);
  });
});

describe("slow", () => {
  test("is handled when the time is over", async () => {
    const server = await withFault({ kind: "slow", milliseconds: 5000 });
    const answer = postPart(server, "upload_000001", content);
    await vi.advanceTimersByTimeAsync(4999);
    expect(server.inFlight()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await answer).status).toBe(200);
    expect(server.uploads()[0]?.parts).toHaveLength(1);
  });

  test("an abort ends it, and leaves no timer", async () => {
    const server = await withFault({ kind: "slow", milliseconds: 5000 });
    const controller = new AbortController();
    const { signal } = controller;
    const answer = server.fetch(request(parts, { body: content, headers, signal }));
    controller.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
    expect([server.inFlight(), vi.getTimerCount()]).toEqual([0, 0]);
  });
});

describe("status: answered without reading the body", () => {
  test.each<[number, Fault & { kind: "status" }, Record<string, string>]>([
    [408, { kind: "status", status: 408 }, {}],
    [
      409,
      { kind: "status", status: 409, retryAfter: { form: "milliseconds", milliseconds: 1500 } },
      { "retry-after-ms": "1500" },
    ],
    [
      429,
      { kind: "status", status: 429, retryAfter: { form: "seconds", milliseconds: 1500 } },
      { "retry-after": "2" },
    ],
    [
      503,
      { kind: "status", status: 503, retryAfter: { form: "date", milliseconds: 1000 } },
      { "retry-after": "Tue, 14 Nov 2023 22:13:22 GMT" },
    ],
  ])("%i", async (status, fault, want) => {
    const server = await withFault(fault);
    const body = observed();
    const response = await server.fetch(request(parts, { body: body.stream, headers }));
    expect(response.status).toBe(status);
    const sent = Object.fromEntries(response.headers);
    const common = { "content-type": "application/json", "x-request-id": "req_000002" };
    expect(sent).toEqual({ ...want, ...common });
    expect(await response.json()).toMatchObject({ error: { type: "server_error" } });
    expect(body.seen).toEqual({ sent: 0, cancelled: true });
    expect(server.requests()[1]).toMatchObject({ status, fault });
  });
});

test("html: a page instead of JSON, without reading the body", async () => {
  const server = await withFault({ kind: "html", status: 502 });
  const response = await server.fetch(request(parts, { body: content, headers }));
  expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
  expect(await response.text()).toContain("<h1>502</h1>");
  expect(server.uploads()[0]?.parts).toEqual([]);
});

describe("carried out, but the response goes wrong", () => {
  const md5 = "5eb63bbbe01eeed093cb22bb8f5acdc3";
  const operations = [
    ["createUpload", 0],
    ["addUploadPart", 1],
    ["completeUpload", 2],
  ] as const;

  /** All requests of an Upload; the one with this index has the fault. */
  async function upload(fault: Fault, faulty: number) {
    const server = createUploadsServer({
      faults: ({ index }) => (index === faulty ? fault : undefined),
    });
    const json = (body: object) => ({
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    const complete = json({ part_ids: ["part_000001"], md5 });
    const answers: unknown[] = [];
    for (const sent of [
      request("/uploads", json(createBody)),
      request(parts, { body: content, headers }),
      request("/uploads/upload_000001/complete", complete),
    ]) {
      answers.push(await server.fetch(sent).catch((error: unknown) => error));
    }
    expect(await server.file("file-000001")?.text()).toBe("hello world");
    return answers[faulty];
  }

  test.each(operations)("response-lost: %s", async (_, index) => {
    expect(await upload({ kind: "response-lost" }, index)).toEqual(reset);
  });

  test.each(operations)("truncated: %s", async (_, index) => {
    const response = (await upload({ kind: "truncated" }, index)) as Response;
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  test.each(operations)("created: %s", async (_, index) => {
    const response = (await upload({ kind: "created" }, index)) as Response;
    expect(response.status).toBe(201);
    expect(await response.json()).toHaveProperty("id");
  });

  test("a refusal stays one", async () => {
    const server = await withFault({ kind: "created" });
    expect((await postPart(server, "upload_000001", partBody(""))).status).toBe(400);
  });
});

describe("ended while it was going on", () => {
  test.each(["expired", "cancelled"] as const)("%s", async (kind) => {
    const server = await withFault({ kind });
    const answer = await postPart(server, "upload_000001", content);
    const message = `Upload upload_000001 is ${kind}, not pending: create a new one.`;
    expect(answer).toMatchObject({ status: 400, body: { error: { message } } });
    expect(server.uploads()[0]).toMatchObject({ status: kind, parts: [] });
  });

  test("an expired Upload's hour is over", async () => {
    const server = await withFault({ kind: "expired" });
    vi.advanceTimersByTime(60_000);
    await postPart(server, "upload_000001", content);
    expect(server.uploads()[0]?.expires_at).toBe(1_700_000_060);
  });

  test("an Upload that is completed stays so", async () => {
    const server = await serverWithUpload({
      faults: ({ index }) => (index === 3 ? { kind: "cancelled" } : undefined),
    });
    await postPart(server, "upload_000001", content);
    await postJson(server, "/uploads/upload_000001/complete", { part_ids: ["part_000001"] });
    expect((await post(server, "/uploads/upload_000001/cancel")).status).toBe(400);
    expect(server.uploads()[0]?.status).toBe("completed");
  });
});

test("a kind that does not exist is an error that names it and those that do", async () => {
  const server = await withFault({ kind: "answer-lost" } as unknown as Fault);
  await expect(post(server, "/uploads/upload_000001/cancel")).rejects.toThrow(
    /kind of a fault must be one of reset, .*response-lost.*, got "answer-lost"/,
  );
});
