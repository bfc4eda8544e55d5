import { EventEmitter, getEventListeners, once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test, vi } from "vitest";
import type { ClientOptions } from "../../generator/runtime/client.ts";
import { multipart } from "../../generator/runtime/multipart.ts";
import type { Transport } from "../../generator/runtime/transport.ts";
import { canary, clientOf, rejection, serve } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

const reason = { because: "I said so" };

/** A server that does not answer, and tells when it was asked and when the connection is closed. */
async function serveNobody() {
  const events = new EventEmitter();
  const asked = once(events, "asked");
  const closed = once(events, "closed");
  const baseUrl = await serve((request) => {
    request.socket.on("close", () => events.emit("closed"));
    events.emit("asked");
  });
  return { baseUrl, asked, closed };
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** No listener is left on the signal of a call that has settled. */
function expectUntouched(signal: AbortSignal): void {
  expect(getEventListeners(signal, "abort")).toEqual([]);
}

test("before the call: nothing is read or sent", async () => {
  const fetch = vi.fn();
  const signal = AbortSignal.abort(reason);
  const apiKey = vi.fn(() => canary);
  const body = new Blob(["x"]).stream();
  const call = clientOf({ fetch, apiKey }).request(
    "POST",
    "/",
    { body: { data: body }, encode: multipart({}) },
    { signal },
  );
  expect(await rejection(call)).toBe(reason);
  expect(fetch).not.toHaveBeenCalled();
  expect(apiKey).not.toHaveBeenCalled();
  expect(body.locked).toBe(false);
  expectUntouched(signal);
});

test("while the key is awaited", async () => {
  const controller = new AbortController();
  const fetch = vi.fn();
  let give: (key: string) => void = () => undefined;
  const apiKey = () => new Promise<string>((resolve) => (give = resolve));
  const call = clientOf({ fetch, apiKey }).request("GET", "/", {}, { signal: controller.signal });
  controller.abort(reason);
  expect(await rejection(call)).toBe(reason);
  give(canary);
  await new Promise(setImmediate);
  expect(fetch).not.toHaveBeenCalled();
  expectUntouched(controller.signal);
});

test("while the key is awaited: a transport that does not look at the signal is not called", async () => {
  const controller = new AbortController();
  const transport = vi.fn<Transport>();
  let give: (key: string) => void = () => undefined;
  const apiKey = () => new Promise<string>((resolve) => (give = resolve));
  const call = clientOf({ transport, apiKey }).request("GET", "/", {}, controller);
  controller.abort(reason);
  expect(await rejection(call)).toBe(reason);
  give(canary);
  await new Promise(setImmediate);
  expect(transport).not.toHaveBeenCalled();
});

test.each<[string, (abort: () => never) => Partial<ClientOptions>]>([
  ["the key's function", (abort) => ({ apiKey: abort })],
  ["a transport", (abort) => ({ transport: abort })],
])("by %s, which then throws", async (_, options) => {
  const controller = new AbortController();
  const abort = () => {
    controller.abort(reason);
    throw new Error("something else");
  };
  const call = clientOf(options(abort)).request("GET", "/", {}, { signal: controller.signal });
  expect(await rejection(call)).toBe(reason);
});

test("during the request", async () => {
  const controller = new AbortController();
  const { baseUrl, asked, closed } = await serveNobody();
  const call = clientOf({ baseUrl }).request("GET", "/", {}, { signal: controller.signal });
  await asked;
  controller.abort(reason);
  expect(await rejection(call)).toBe(reason);
  await closed;
  expectUntouched(controller.signal);
});

test.each([
  ["the global fetch", undefined],
  ["a fetch around it", (request: Request) => fetch(request)],
])("reaches the connection after a garbage collection: %s", async (_, custom) => {
  const controller = new AbortController();
  const { baseUrl, asked, closed } = await serveNobody();
  const call = clientOf({ baseUrl, fetch: custom }).request("GET", "/", {}, controller);
  await asked;
  // Two turns, since Node lets go of a request in a finalizer.
  for (let turn = 0; turn < 2; turn++) {
    collectGarbage();
    await new Promise(setImmediate);
  }
  controller.abort(reason);
  expect(await rejection(call)).toBe(reason);
  await closed;
});

test("during the back-off", async () => {
  vi.useFakeTimers();
  const controller = new AbortController();
  const fetch = vi.fn(() =>
    Promise.resolve(Response.json({}, { status: 500, headers: { "retry-after": "30" } })),
  );
  const call = rejection(
    clientOf({ fetch }).request("GET", "/", {}, { signal: controller.signal }),
  );
  await vi.advanceTimersByTimeAsync(1000);
  controller.abort(reason);
  expect(await call).toBe(reason);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
  expectUntouched(controller.signal);
});

test.each([
  ["of a success", 200],
  ["of an error", 500],
])("while the body %s is read", async (_, status) => {
  const controller = new AbortController();
  const cancel = vi.fn();
  const pull = () => {
    controller.abort(reason);
    return new Promise<void>(() => undefined);
  };
  const fetch = vi.fn(() =>
    Promise.resolve(
      new Response(new ReadableStream({ pull, cancel }, { highWaterMark: 0 }), { status }),
    ),
  );
  const call = clientOf({ fetch }).request("GET", "/", {}, { signal: controller.signal });
  expect(await rejection(call)).toBe(reason);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(cancel).toHaveBeenCalledExactlyOnceWith(reason);
  expectUntouched(controller.signal);
});

test("ends a response that comes too late", async () => {
  const controller = new AbortController();
  const cancel = vi.fn();
  let reply: (response: Response) => void = () => undefined;
  const fetch = () => new Promise<Response>((resolve) => (reply = resolve));
  const call = clientOf({ fetch }).request("GET", "/", {}, { signal: controller.signal });
  await new Promise(setImmediate);
  controller.abort(reason);
  expect(await rejection(call)).toBe(reason);
  reply(new Response(new ReadableStream({ cancel })));
  await new Promise(setImmediate);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("of a stream that was handed out", async () => {
  const controller = new AbortController();
  const cancel = vi.fn();
  const fetch = () => Promise.resolve(new Response(new ReadableStream({ cancel })));
  const stream = await clientOf({ fetch }).request<ReadableStream>(
    "GET",
    "/",
    { accept: "text/event-stream" },
    { signal: controller.signal },
  );
  const read = stream.getReader().read();
  controller.abort(reason);
  expect(await rejection(read)).toBe(reason);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test.each<
  [string, (body: ReadableStreamDefaultController) => void, (it: ReadableStream) => unknown]
>([
  ["read to its end", (body) => body.close(), (stream) => stream.getReader().read()],
  ["failed", (body) => body.error(reason), (stream) => stream.getReader().read()],
  ["given up", () => undefined, (stream) => stream.cancel()],
])(
  "is not listened to any more when a stream that was handed out has been %s",
  async (_, end, use) => {
    const { signal } = new AbortController();
    const fetch = () => Promise.resolve(new Response(new ReadableStream({ start: end })));
    const request = { accept: "text/event-stream" };
    const call = clientOf({ fetch }).request<ReadableStream>("GET", "/", request, { signal });
    await Promise.allSettled([use(await call)]);
    await new Promise(setImmediate);
    expectUntouched(signal);
  },
);

test("after the call changes nothing", async () => {
  const controller = new AbortController();
  const fetch = () => Promise.resolve(Response.json({ a: 1 }));
  const call = clientOf({ fetch }).request("GET", "/", {}, { signal: controller.signal });
  expect(await call).toEqual({ a: 1 });
  expectUntouched(controller.signal);
  controller.abort(reason);
});

test("calls that share a signal leave it as it was, whatever is collected meanwhile", async () => {
  const { signal } = new AbortController();
  const answers: (() => void)[] = [];
  const fetch = () =>
    new Promise<Response>((resolve) => {
      answers.push(() => {
        resolve(Response.json({}));
      });
    });
  const calls = [1, 2].map(() => clientOf({ fetch }).request("GET", "/", {}, { signal }));
  await expect.poll(() => answers.length).toBe(2);
  collectGarbage();
  for (const give of answers) give();
  await Promise.all(calls);
  expectUntouched(signal);
});
