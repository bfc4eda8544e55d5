import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, ConnectionError } from "../../generator/runtime/errors.ts";
import { create, ok, outcome, refused, script, status, silent, type Reply } from "./replies.ts";
import { clientOf, rejection } from "./support.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([408, 409, 429, 500, 502, 503, 504, 529])("sends again after %i", async (code) => {
  const { fetch, times } = script(status(code), ok);
  expect(await outcome(create(clientOf({ fetch })))).toEqual({ ok: true });
  expect(times).toHaveLength(2);
});

test.each([300, 400, 401, 403, 404, 413, 422, 431])(
  "does not send again after %i",
  async (code) => {
    const { fetch, times } = script(status(code), ok);
    expect(await outcome(create(clientOf({ fetch })))).toMatchObject({
      name: "ApiError",
      status: code,
    });
    expect(times).toHaveLength(1);
  },
);

const cutOff = (text: string) =>
  new Response(text, { headers: { "content-type": "application/json" } });

test.each<[string, Reply]>([
  ["a broken connection", refused],
  [
    "a response that is cut off",
    () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            controller.error(new Error("cut"));
          },
        }),
      ),
  ],
  ["JSON that stops in a text", () => cutOff('{"id": "upl')],
  ["JSON that stops after a value", () => cutOff('{"id": "u", "file": {"id": "f"}')],
  ["JSON that stops after a quoted bracket", () => cutOff('["}", "\\"]"')],
])("sends again after %s", async (_, reply) => {
  const { fetch, times } = script(reply, ok);
  expect(await outcome(create(clientOf({ fetch })))).toEqual({ ok: true });
  expect(times).toEqual([0, 250]);
});

test("sends again after a timeout", async () => {
  const { fetch, times } = script(silent, ok);
  expect(await outcome(create(clientOf({ fetch, timeout: 1000 })))).toEqual({ ok: true });
  expect(times).toEqual([0, 1250]);
});

test("waits longer from attempt to attempt, eight seconds at most", async () => {
  vi.mocked(Math.random).mockReturnValue(0.999999);
  const { fetch, times } = script(status(500));
  await outcome(create(clientOf({ fetch, maxRetries: 6 })));
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(waits).toEqual([499, 999, 1999, 3999, 7999, 7999]);
});

test("full jitter may wait not at all", async () => {
  vi.mocked(Math.random).mockReturnValue(0);
  const { fetch, times } = script(refused);
  await outcome(create(clientOf({ fetch })));
  expect(times).toEqual([0, 0, 0]);
});

test.each<[string, Record<string, string>, number]>([
  ["milliseconds", { "retry-after-ms": "1500.5" }, 1500],
  ["seconds", { "retry-after": "3" }, 3000],
  ["no time", { "retry-after": "0" }, 0],
  ["a date", { "retry-after": "Thu, 01 Jan 2026 00:00:07 GMT" }, 7000],
  ["milliseconds before seconds", { "retry-after-ms": "10", "retry-after": "3" }, 10],
  [
    "seconds when the milliseconds are no number",
    { "retry-after-ms": "soon", "retry-after": "3" },
    3000,
  ],
  ["the back-off when nothing is readable", { "retry-after": "soon" }, 250],
  [
    "the back-off for a date gone by: the clocks differ",
    { "retry-after": "Wed, 31 Dec 2025 23:59:00 GMT" },
    250,
  ],
  ["a minute", { "retry-after": "60" }, 60_000],
])("waits as asked: %s", async (_, headers, want) => {
  const { fetch, times } = script(status(429, headers), ok);
  expect(await outcome(create(clientOf({ fetch })))).toEqual({ ok: true });
  expect(times).toEqual([0, want]);
});

test.each<[string, Record<string, string>, number]>([
  ["seconds", { "retry-after": "61" }, 61_000],
  ["milliseconds", { "retry-after-ms": "60000.5" }, 60_001],
  ["a date", { "retry-after": "Thu, 01 Jan 2026 00:05:00 GMT" }, 300_000],
  ["an ISO date", { "retry-after": "2026-01-01T00:05:00Z" }, 300_000],
])("leaves a wait of more than a minute to the caller: %s", async (_, headers, wait) => {
  const { fetch, times } = script(status(429, headers), ok);
  const error = (await outcome(create(clientOf({ fetch })))) as ApiError;
  expect(error).toBeInstanceOf(ApiError);
  expect(Object.fromEntries(error.headers)).toMatchObject(headers);
  const told =
    "POST https://api.example/v1/uploads: 429 no" +
    `; the server asks to wait ${wait} ms, more than maxRetryDelay (60000)`;
  expect(error.message).toBe(told);
  expect(error.stack).toContain(told);
  expect(times).toHaveLength(1);
});

test.each<[object, object, number[]]>([
  [{ maxRetryDelay: 61_000 }, {}, [0, 61_000]],
  [{}, { maxRetryDelay: 61_000 }, [0, 61_000]],
  [{ maxRetryDelay: Infinity }, {}, [0, 61_000]],
  [{ maxRetryDelay: 60_999 }, {}, [0]],
  [{ maxRetryDelay: 61_000 }, { maxRetryDelay: 0 }, [0]],
  [{ maxRetryDelay: 61_000 }, { maxRetryDelay: undefined }, [0, 61_000]],
  [{ maxRetryDelay: NaN }, {}, [0]],
])("asked to wait 61 s, client %j and call %j send at %j", async (client, call, want) => {
  const { fetch, times } = script(status(503, { "retry-after": "61" }), ok);
  await outcome(create(clientOf({ fetch, ...client }), call));
  expect(times).toEqual(want);
});

test("the back-off is no wait that the server asks for", async () => {
  const { fetch, times } = script(status(500), ok);
  await outcome(create(clientOf({ fetch, maxRetryDelay: 0 })));
  expect(times).toEqual([0, 250]);
});

test("no more is said of the wait when nothing would have been sent again", async () => {
  const { fetch } = script(status(429, { "retry-after": "61" }));
  const error = await outcome(create(clientOf({ fetch, maxRetries: 0 })));
  expect((error as Error).message).toBe("POST https://api.example/v1/uploads: 429 no");
});

test("the caller may call an error final, and is asked of those that are not", async () => {
  const { fetch, times } = script(refused, status(503), status(409), ok);
  const isFinal = vi.fn((error: object) => "status" in error && error.status === 409);
  const error = await outcome(create(clientOf({ fetch, maxRetries: 5 }), { isFinal }));
  expect(error).toMatchObject({ name: "ApiError", status: 409, attempts: 3 });
  expect(isFinal.mock.calls).toMatchObject([
    [{ name: "ConnectionError" }],
    [{ status: 503 }],
    [{ status: 409 }],
  ]);
  expect(times).toHaveLength(3);
});

test.each([
  ["of a final error", script(status(400)), {}],
  ["when there is no attempt left", script(status(503)), { maxRetries: 0 }],
])("the caller is not asked %s", async (_, { fetch }, call) => {
  const isFinal = vi.fn();
  await outcome(create(clientOf({ fetch }), { isFinal, ...call }));
  expect(isFinal).not.toHaveBeenCalled();
});

test("what the caller's own judge throws ends the call", async () => {
  const { fetch, times } = script(status(503));
  const failure = new Error("no idea");
  const isFinal = () => {
    throw failure;
  };
  expect(await outcome(create(clientOf({ fetch }), { isFinal }))).toBe(failure);
  expect(times).toHaveLength(1);
});

test("the server says that it is worth trying again", async () => {
  const { fetch, times } = script(status(400, { "x-should-retry": "true" }), ok);
  expect(await outcome(create(clientOf({ fetch })))).toEqual({ ok: true });
  expect(times).toEqual([0, 250]);
});

test("the server says that it is not worth trying again", async () => {
  const { fetch, times } = script(status(503, { "x-should-retry": "false" }), ok);
  expect(await outcome(create(clientOf({ fetch })))).toBeInstanceOf(ApiError);
  expect(times).toHaveLength(1);
});

test.each([
  [{}, {}, 3],
  [{ maxRetries: 0 }, {}, 1],
  [{ maxRetries: NaN }, {}, 1],
  [{ maxRetries: 4 }, {}, 5],
  [{ maxRetries: 4 }, { maxRetries: 1 }, 2],
  [{ maxRetries: 4 }, { maxRetries: undefined }, 5],
])("client %j and call %j make %i attempts", async (client, call, want) => {
  const { fetch, times } = script(status(500));
  const error = await outcome(create(clientOf({ fetch, ...client }), call));
  expect(times).toHaveLength(want);
  const suffix = want > 1 ? ` (after ${want} attempts)` : "";
  expect((error as ApiError).message).toBe(`POST https://api.example/v1/uploads: 500 no${suffix}`);
});

test("an error of the key's function is not tried again", async () => {
  const failure = new Error("vault closed");
  const { fetch, times } = script(ok);
  const apiKey = vi.fn(() => Promise.reject(failure));
  expect(await rejection(create(clientOf({ fetch, apiKey })))).toBe(failure);
  expect(apiKey).toHaveBeenCalledTimes(1);
  expect(times).toEqual([]);
});

test("asks for the key once per attempt", async () => {
  const keys: (string | null)[] = [];
  const client = clientOf({
    apiKey: () => `sk-${keys.length}`,
    fetch(request) {
      keys.push(request.headers.get("authorization"));
      return Promise.reject(new Error("cut"));
    },
  });
  expect(await outcome(create(client))).toBeInstanceOf(ConnectionError);
  expect(keys).toEqual(["Bearer sk-0", "Bearer sk-1", "Bearer sk-2"]);
});
