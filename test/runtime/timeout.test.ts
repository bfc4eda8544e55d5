import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TimeoutError } from "../../generator/runtime/errors.ts";
import type { Transport } from "../../generator/runtime/transport.ts";
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
    "POST https://api.example/v1/uploads: timed out after 100 ms (timeout) (after 2 attempts)",
  );
  expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
});

test("the timeout lasts until the response is read", async () => {
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

test.each([NaN, -1])("a timeout of %s ms is over at once", async (timeout) => {
  const error = await outcome(create(clientOf({ fetch: silent, timeout })));
  expect((error as Error).message).toContain(`timed out after ${timeout} ms (timeout)`);
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

test("leaves no timer behind, though the transport asks for more of the body after an abort", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const onSent = vi.fn();
  let more: Promise<unknown> = Promise.resolve();
  const transport: Transport = async ({ bytes }) => {
    await bytes.next();
    controller.abort(reason);
    await vi.advanceTimersByTimeAsync(0);
    more = bytes.next().catch(() => undefined);
    return silent();
  };
  const options = { signal: controller.signal, stallTimeout: 1000, onSent };
  const call = create(clientOf({ transport }), options);
  await expect(call).rejects.toBe(reason);
  await vi.advanceTimersByTimeAsync(0);
  await more;
  expect(vi.getTimerCount()).toBe(0);
  expect(onSent).not.toHaveBeenCalled();
});
