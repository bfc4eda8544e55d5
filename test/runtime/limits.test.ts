import zlib from "node:zlib";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { httpTransport } from "../../generator/runtime/node/index.ts";
import { clientOf, rejection, serve } from "./support.ts";

/** A server that sends these pieces again and again, counts them, and notices when nobody wants more. */
function endless(piece: string, init?: ResponseInit) {
  const bytes = new TextEncoder().encode(piece);
  const state = { sent: 0, isLeft: false };
  const fetch = () => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        state.sent++;
        controller.enqueue(bytes);
      },
      cancel() {
        state.isLeft = true;
      },
    });
    return Promise.resolve(new Response(body, init));
  };
  return { state, fetch };
}

const ask = (options: object, accept?: string) =>
  clientOf({ maxRetries: 0, ...options }).request("GET", "/", { accept });

test.each([undefined, "text/plain"])("a success has at most 16 MiB: %s", async (accept) => {
  const { state, fetch } = endless("a".repeat(65_536));
  const error = await rejection(ask({ fetch }, accept));
  expect(error).toMatchObject({
    status: 200,
    message: "GET https://api.example/v1/: 200 more than 16777216 bytes; raise maxResponseBytes",
    body: "a".repeat(2 ** 16),
  });
  expect(state.isLeft).toBe(true);
  expect(state.sent).toBeLessThan(260);
});

test.each([
  [9, '"1234567"', "1234567"],
  [9, '"12345678"', undefined],
  [9, '"123456é"', undefined],
  [Infinity, '"12345678"', "12345678"],
  [0, "1", undefined],
  [NaN, "1", undefined],
])("at most %s bytes of %s", async (maxResponseBytes, text, want) => {
  const fetch = () => Promise.resolve(new Response(text));
  const got = ask({ fetch, maxResponseBytes }).catch(() => undefined);
  expect(await got).toBe(want);
});

test.each([
  [undefined, 2 ** 20],
  [5, 5],
  [0, 0],
])("of an error, %s bytes are read", async (maxErrorBytes, want) => {
  const { state, fetch } = endless("abc", { status: 413 });
  const error = await rejection(ask({ fetch, maxErrorBytes }));
  expect(error).toMatchObject({ status: 413, body: "abc".repeat(want).slice(0, want) });
  expect(state.isLeft).toBe(true);
});

describe("of a secret that is cut in two, nothing is shown:", () => {
  const secret = 'a\\b"c 0123456789é';
  const said = { raw: `no ${secret}`, json: JSON.stringify({ error: `no ${secret}` }) };
  const whole = Object.values(said).flatMap((text) =>
    Array.from({ length: text.length }, (_, end): [string, number] => [text, end]),
  );

  test.each([400, 200])("after %i", async (status) => {
    for (const [text, end] of whole) {
      const fetch = () => Promise.resolve(new Response(text.repeat(2), { status }));
      const limits = { maxErrorBytes: end, maxResponseBytes: end };
      const error = await rejection(ask({ fetch, ...limits, headers: { "x-tenant": secret } }));
      const { body } = error as { body: string };
      expect(body.replaceAll("[redacted]", "")).not.toMatch(/no a.{3}/);
    }
  });

  test.each([
    ["a key", "keep: Sk-Canary-0123"],
    ["a user part", "keep: https://user:pa"],
    ["what follows a scheme", "keep: Bearer abcdef"],
  ])("%s", async (_, text) => {
    const fetch = () => Promise.resolve(new Response(`${text}456789@host`, { status: 400 }));
    const error = await rejection(ask({ fetch, maxErrorBytes: text.length }));
    expect(error).toMatchObject({
      body: expect.stringMatching(/^keep: (https:|Bearer )?/) as string,
    });
    expect((error as Error).message).not.toMatch(/canary|user|abc/i);
  });

  test("where the body breaks off", async () => {
    const start = new TextEncoder().encode("no sk-canary-01234");
    const body = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (controller) => {
          controller.enqueue(start);
        },
        pull: (controller) => {
          controller.error(new Error("cut"));
        },
      });
    const fetch = () => Promise.resolve(new Response(body(), { status: 400 }));
    expect(await rejection(ask({ fetch }))).toMatchObject({ body: "no " });
  });
});

test("a Blob and a stream have any length", async () => {
  const options = { maxResponseBytes: 3, fetch: () => Promise.resolve(new Response("12345")) };
  expect(await ask(options, "a/b")).toMatchObject({ size: 5 });
  const stream = (await ask(options, "text/event-stream")) as ReadableStream;
  expect(await new Response(stream).text()).toBe("12345");
});

test("what a polyfill has read as a whole is judged afterwards", async () => {
  const { status, headers } = new Response();
  const text = () => Promise.resolve('"12345678"');
  const fetch = () => Promise.resolve({ status, headers, text } as Response);
  expect(await ask({ fetch })).toBe("12345678");
  const error = await rejection(ask({ fetch, maxResponseBytes: 9, maxErrorBytes: 3 }));
  expect(error).toMatchObject({ name: "ApiError", body: '"12' });
});

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
test.each([
  [200, 1000, "resolved"],
  [200, 1001, "200 JSON nested more than 1000 levels deep"],
  [200, 300_000, "200 JSON nested more than 1000 levels deep"],
  [400, 300_000, "400 JSON nested more than 1000 levels deep"],
])("%i with lists %i deep: %s", async (status, levels, want) => {
  const fetch = () => Promise.resolve(new Response(nested(levels), { status }));
  const got = ask({ fetch }).then(
    () => "resolved",
    (error: unknown) => (error as Error).message,
  );
  expect(await got).toContain(want);
});

test("brackets in a text are no levels", async () => {
  const value = { text: `"${"[{".repeat(2000)}\\` };
  const fetch = () => Promise.resolve(Response.json(value));
  expect(await ask({ fetch })).toEqual(value);
});

test.each([
  ["never ends", 5000],
  ["never ends within the timeout", 300],
])("a refusal that %s keeps its status", async (_, timeout) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("too ")),
  });
  const fetch = () => Promise.resolve(new Response(body, { status: 413 }));
  const start = Date.now();
  const error = rejection(ask({ fetch, ...(timeout < 5000 && { timeout }) }));
  await vi.runAllTimersAsync();
  expect(await error).toMatchObject({ name: "ApiError", status: 413, body: "too " });
  expect(Date.now() - start).toBe(timeout);
  expect(vi.getTimerCount()).toBe(0);
});

test("a refusal that breaks off keeps its status and what has come", async () => {
  let isSecond = false;
  const body = new ReadableStream({
    pull(controller) {
      if (isSecond) controller.error(new Error("cut"));
      else controller.enqueue(new TextEncoder().encode("too "));
      isSecond = true;
    },
  });
  const fetch = () => Promise.resolve(new Response(body, { status: 413 }));
  const error = await rejection(ask({ fetch }));
  expect(error).toMatchObject({ name: "ApiError", status: 413, body: "too " });
});

test("a success without content is one, whatever follows", async () => {
  const { state, fetch } = endless("surprise");
  expect(await ask({ fetch }, "")).toBeUndefined();
  expect(state.isLeft).toBe(true);
});

test.each<[string, string, object]>([
  ["an error alone", '{"error": {"message": "No credits", "code": "broke"}}', { code: "broke" }],
])("%s that is called a success is an ApiError with the server's words", async (_, text, want) => {
  const error = await rejection(ask({ fetch: () => Promise.resolve(new Response(text)) }));
  expect(error).toMatchObject({ status: 200, ...want });
  expect((error as Error).message).toBe("GET https://api.example/v1/: 200 No credits");
});

test.each([
  '{"error": {"message": "No"}, "id": "resp_1"}',
  '{"error": null}',
  '{"error": {"code": 1}}',
  '[{"error": {"message": "No"}}]',
])("a success may tell of errors: %s", async (text) => {
  const fetch = () => Promise.resolve(new Response(text));
  expect(await ask({ fetch })).toEqual(JSON.parse(text));
});

test("bytes that can't be decoded are told by their coding, not shown", async () => {
  const headers = { "content-encoding": "compress" };
  const fetch = () =>
    Promise.resolve(new Response(Uint8Array.of(200, 201), { headers, status: 200 }));
  const error = await rejection(ask({ fetch }));
  expect((error as Error).message).toMatch(/: 200 its content-encoding compress can't be decoded$/);
});

test("a switch of protocols is told", async () => {
  const response = Object.defineProperty(new Response(), "status", { value: 101 });
  const error = await rejection(ask({ fetch: () => Promise.resolve(response) }));
  expect((error as Error).message).toMatch(
    /: 101 the server switches to another protocol; check baseUrl$/,
  );
});

describe("an error that can't be decompressed says so, and is not asked for again:", () => {
  const starts = [0, 12].map((end) => zlib.gzipSync("x".repeat(9)).subarray(0, end));
  const bodies = [Buffer.from("no gzip"), Buffer.concat([...starts, Buffer.alloc(99, 7)])];
  test.each(
    [400, 401].flatMap((status) =>
      bodies.flatMap((body) => [
        [status, body, httpTransport()] as const,
        [status, body, undefined] as const,
      ]),
    ),
  )("%i %s", async (status, body, transport) => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(status, { "content-encoding": "gzip" }).end(body);
    });
    const error = await rejection(ask({ baseUrl, transport, maxRetries: 1 }));
    expect((error as Error).message).toBe(
      `GET ${baseUrl}/: ${status} its content-encoding gzip can't be decoded`,
    );
  });
});
