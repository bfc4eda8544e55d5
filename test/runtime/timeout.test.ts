import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TimeoutError } from "../../generator/runtime/errors.ts";
import { create, ok, outcome, refused, script, silent, status, type Reply } from "./replies.ts";
import { clientOf } from "./support.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("a timeout ends each attempt anew", async () => {
  const signals: AbortSignal[] = [];
  const client = clientOf({
    fetch(request) {
      signals.push(request.signal);
      return silent();
    },
  });
  const error = await outcome(create(client, { timeout: 100, maxRetries: 1 }));
  expect(error).toBeInstanceOf(TimeoutError);
  expect((error as TimeoutError).timeout).toBe(100);
  expect((error as TimeoutError).message).toBe(
    "POST https://api.example/v1/uploads: no progress in 100 ms; raise timeout (after 2 attempts)",
  );
  expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
});

test("the timeout lasts until the answer is read", async () => {
  const { fetch } = script(() => new Response(new ReadableStream()));
  const error = await outcome(create(clientOf({ fetch, timeout: 100, maxRetries: 0 })));
  expect(error).toBeInstanceOf(TimeoutError);
});

test.each([
  [{}, {}, 600_000],
  [{ timeout: 50 }, {}, 50],
  [{ timeout: 50 }, { timeout: 70 }, 70],
  [{ timeout: 50 }, { timeout: undefined }, 50],
])("client %j and call %j time out after %i ms", async (client, call, want) => {
  const start = Date.now();
  await outcome(create(clientOf({ fetch: silent, maxRetries: 0, ...client }), call));
  expect(Date.now() - start).toBe(want);
});

test("no timeout is too long for a timer", async () => {
  const { fetch } = script(
    () =>
      new Promise((resolve) =>
        setTimeout(() => {
          resolve(ok());
        }, 1000),
      ),
  );
  expect(await outcome(create(clientOf({ fetch, timeout: Infinity })))).toEqual({ ok: true });
});

test.each<[string, Reply]>([
  ["a success", ok],
  ["an error", status(400)],
  ["a broken connection", refused],
])("leaves no timer behind after %s", async (_, reply) => {
  const { fetch } = script(reply);
  await create(clientOf({ fetch, maxRetries: 0 })).catch(() => undefined);
  expect(vi.getTimerCount()).toBe(0);
});
