import { Readable } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { encoded, type EncodedBody, type Segment } from "../../generator/runtime/body.ts";
import { multipart } from "../../generator/runtime/multipart.ts";
import { open } from "../../generator/runtime/open.ts";
import { fetchTransport, type TransportRequest } from "../../generator/runtime/transport.ts";
import { clientOf, readAll, rejection, serve } from "./support.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const hello = new TextEncoder().encode("hello");

function requestOf(
  segments: readonly Segment[] | undefined,
  url = "https://api.example/",
): TransportRequest {
  const body: EncodedBody | undefined = segments && encoded("a/b", segments);
  const controller = new AbortController();
  return {
    method: "POST",
    url,
    headers: new Headers({ "x-a": "1" }),
    body,
    bytes: open(segments ?? [], (error) => {
      controller.abort(error);
    }),
    signal: controller.signal,
    sent: () => undefined,
  };
}

/** What fetch is handed for these segments. */
async function sent(...segments: Segment[]): Promise<Request> {
  const fetch = vi.fn<(request: Request) => Promise<Response>>(() =>
    Promise.resolve(Response.json({})),
  );
  await fetchTransport(fetch)(requestOf(segments));
  const [[request] = []] = fetch.mock.calls;
  if (request === undefined) throw new Error("nothing was sent");
  return request;
}

async function* iterable(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

describe("the request", () => {
  test("is a Request with all its parts", async () => {
    const fetch = vi.fn<(request: Request) => Promise<Response>>(() =>
      Promise.resolve(Response.json({})),
    );
    const request = requestOf(undefined);
    await fetchTransport(fetch)(request);
    const made = fetch.mock.calls[0]?.[0];
    expect(made).toBeInstanceOf(Request);
    expect(made).toMatchObject({ method: "POST", url: request.url, body: null });
    expect(made?.headers.get("x-a")).toBe("1");
  });

  test("goes to the global fetch of the moment", async () => {
    const transport = fetchTransport();
    const fetch = vi.fn(() => Promise.resolve(Response.json("stubbed")));
    vi.stubGlobal("fetch", fetch);
    expect(await (await transport(requestOf(undefined))).json()).toBe("stubbed");
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("follows the signal", async () => {
    const request = await sent(hello);
    expect(request.signal.aborted).toBe(false);
  });

  test("is not made when the signal has aborted", async () => {
    const fetch = vi.fn();
    const call = fetchTransport(fetch)({
      ...requestOf(undefined),
      signal: AbortSignal.abort("no"),
    });
    expect(await rejection(call)).toBe("no");
    expect(fetch).not.toHaveBeenCalled();
  });
});

test.each<[string, Segment[], string, string | null]>([
  ["bytes", [hello], "hello", null],
  ["several segments", [hello, new Blob([" ", "w"]), hello], "hello whello", "12"],
  ["a source of known size", [{ size: 5, stream: () => iterable(hello) }], "hello", "5"],
  ["a source of unknown size", [hello, { stream: () => iterable(hello) }], "hellohello", null],
])("on Node, %s", async (_, segments, text, length) => {
  const request = await sent(...segments);
  expect(request.headers.get("content-length")).toBe(length);
  expect(await request.text()).toBe(text);
});

describe("where no length can be set by hand", () => {
  test.each<[string, Segment[], string]>([
    ["segments", [hello, new Blob([" w"])], "hello w"],
    ["a source", [hello, { stream: () => iterable(hello, hello) }], "hellohellohello"],
    [
      "a Blob of another realm",
      [hello, { size: 5, stream: () => new Blob([hello]).stream() }],
      "hellohello",
    ],
  ])("%s are sent as a Blob", async (_, segments, text) => {
    vi.stubGlobal("process", Object.create(process, { versions: { value: {} } }));
    const made: unknown[] = [];
    vi.stubGlobal(
      "Request",
      class extends Request {
        constructor(url: string, init: RequestInit) {
          super(url, init);
          made.push(init.body);
        }
      },
    );
    const request = await sent(...segments);
    expect(made[0]).toBeInstanceOf(Blob);
    expect((made[0] as Blob).size).toBe(text.length);
    expect(request.headers.get("content-length")).toBeNull();
    expect(await request.text()).toBe(text);
  });
});

describe("a source", () => {
  test("is read only as fast as it is sent", async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read += 1;
        yield await Promise.resolve(new Uint8Array(1024));
      }
    }
    const { body } = await sent({ stream: endless });
    await new Promise(setImmediate);
    expect(read).toBe(0);
    const reader = body?.getReader();
    await reader?.read();
    await reader?.read();
    await new Promise(setImmediate);
    expect(read).toBeLessThanOrEqual(3);
  });

  test.each(["web stream", "Node stream", "iterator"])(
    "is ended when the body is given up: a %s",
    async (kind) => {
      const ended = vi.fn();
      const sources: Record<string, () => Segment> = {
        "web stream": () => ({
          stream: () =>
            new ReadableStream({
              start: (c) => {
                c.enqueue(hello);
              },
              cancel: ended,
            }),
        }),
        "Node stream": () => ({
          stream: () => {
            const readable = new Readable({ read: () => undefined, destroy: ended });
            readable.push(hello);
            return readable;
          },
        }),
        iterator: () => ({
          stream: () => {
            const chunks = [hello];
            const next = () => {
              const value = chunks.pop();
              return value === undefined
                ? new Promise<never>(() => undefined)
                : Promise.resolve({ done: false, value });
            };
            return {
              [Symbol.asyncIterator]: () => ({
                next,
                return: () => Promise.resolve(ended()) as never,
              }),
            };
          },
        }),
      };
      const source = sources[kind]?.() ?? hello;
      const { body } = await sent(hello, source);
      const reader = body?.getReader();
      await reader?.read();
      await reader?.read();
      // Nothing more comes: this read is pending when the body is given up.
      void reader?.read().catch(() => undefined);
      await reader?.cancel();
      await expect.poll(() => ended).toHaveBeenCalledTimes(1);
    },
  );

  test("gives no empty chunk: some runtimes take one for the end", async () => {
    const chunks: Uint8Array[] = [];
    const stream = () => iterable(new Uint8Array(), hello, new Uint8Array());
    for await (const chunk of open([{ stream }], () => undefined)) chunks.push(chunk);
    expect(chunks).toEqual([hello]);
  });

  test("that was not reached is ended with the call", async () => {
    const cancel = vi.fn();
    const body = { a: new ReadableStream({ cancel }) };
    const fetch = () => Promise.reject(new Error("refused"));
    await rejection(clientOf({ fetch }).request("POST", "/", { body, encode: multipart({}) }));
    await expect.poll(() => cancel).toHaveBeenCalledTimes(1);
  });

  test("that fails to end changes nothing", async () => {
    const failure = new Error("refused");
    const body = {
      a: new ReadableStream({
        cancel: () => {
          throw new Error("stuck");
        },
      }),
    };
    const fetch = () => Promise.reject(failure);
    const error = await rejection(
      clientOf({ fetch }).request("POST", "/", { body, encode: multipart({}) }),
    );
    expect((error as Error).cause).toBe(failure);
    await new Promise(setImmediate);
  });

  test("is not ended when it was read to its end", async () => {
    const ended = vi.fn();
    const chunks = [hello];
    const stream = () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => {
          const value = chunks.pop();
          return Promise.resolve(
            value === undefined ? { done: true as const, value } : { done: false as const, value },
          );
        },
        return: ended,
      }),
    });
    const bytes = open([{ stream }], () => undefined);
    expect((await readAll(bytes)).toString()).toBe("hello");
    await bytes.return();
    expect(ended).not.toHaveBeenCalled();
  });
});

test("leaves the caller's bytes whole", async () => {
  const data = new Uint8Array(2 ** 20).fill(7);
  const baseUrl = await serve((request, response) => {
    request.resume().on("end", () => response.end("{}"));
  });
  const { bytes, ...request } = requestOf([hello, data], baseUrl);
  await fetchTransport()({ ...request, bytes });
  expect(data.byteLength).toBe(2 ** 20);
  expect(data.every((byte) => byte === 7)).toBe(true);
});
