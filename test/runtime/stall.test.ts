import type { Socket } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { TimeoutError } from "../../generator/runtime/errors.ts";
import { multipart } from "../../generator/runtime/multipart.ts";
import { httpTransport } from "../../generator/runtime/node/http-transport.ts";
import { fetchTransport, type Transport } from "../../generator/runtime/transport.ts";
import { clientOf, rejection, serve } from "./support.ts";

const encode = multipart({ data: { kind: "binary", required: true } });
const MiB = 2 ** 20;

describe.each([
  ["node:http", httpTransport()],
  ["fetch", fetchTransport()],
])("over %s", (_, transport) => {
  test.each([
    ["reads no further", (socket: Socket) => socket.pause()],
    ["never answers", (socket: Socket) => socket.resume()],
  ])("a server that %s is left, and tried again", async (_name, treat) => {
    const sockets = new Set<Socket>();
    const baseUrl = await serve((request) => {
      sockets.add(request.socket);
      request.once("data", () => treat(request.socket));
      // Who is paused does not notice that the client has left.
      setTimeout(() => request.socket.resume(), 900);
    });
    let attempts = 0;
    const counted: Transport = (request) => (attempts++, transport(request));
    const client = clientOf({ baseUrl, transport: counted, maxRetries: 1 });
    const body = { data: new Blob([new Uint8Array(16 * MiB)]) };
    const error = await rejection(
      client.request("POST", "/parts", { body, encode }, { stallTimeout: 400 }),
    );
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ attempts: 2, timeout: 400 });
    expect((error as Error).message).toContain("timed out after 400 ms (stallTimeout)");
    expect(attempts).toBe(2);
    await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true);
  });

  test("a server that never answers a small part is left, once all of it was sent", async () => {
    const baseUrl = await serve((request) => void request.resume());
    const sent: number[] = [];
    const options = { stallTimeout: 100, onSent: (bytes: number) => sent.push(bytes) };
    const client = clientOf({ baseUrl, transport, maxRetries: 0 });
    const body = { data: new Uint8Array(10) };
    const error = await rejection(client.request("POST", "/parts", { body, encode }, options));
    expect(error).toMatchObject({ name: "TimeoutError", timeout: 100 });
    expect(sent.at(-1)).toBeGreaterThan(10);
  });

  test("a refusal that never ends is left", async () => {
    const baseUrl = await serve((request, response) => {
      request.once("data", () => response.writeHead(503, { "content-length": 9 }).write("no"));
    });
    const client = clientOf({ baseUrl, transport, maxRetries: 0 });
    const body = { data: new Uint8Array(16 * MiB) };
    const options = { stallTimeout: 1000 };
    const error = await rejection(client.request("POST", "/parts", { body, encode }, options));
    expect(error).toMatchObject({ name: "ApiError", status: 503, body: "no" });
  });

  test("a body that moves on is not stalled, however long it takes", async () => {
    const baseUrl = await serve((request, response) => {
      request.resume().on("end", () => response.end("{}"));
    });
    const data = (async function* () {
      for (let chunk = 0; chunk < 9; chunk++) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        yield new Uint8Array(10);
      }
    })();
    const client = clientOf({ baseUrl, transport, maxRetries: 0 });
    const options = { stallTimeout: 400 };
    expect(await client.request("POST", "/parts", { body: { data }, encode }, options)).toEqual({});
  });

  test("bytes in memory move on with a slow reader", async () => {
    const body = { data: new Uint16Array(32 * MiB) };
    const bytesPerMillisecond = body.data.byteLength / 2000;
    const baseUrl = await serve((request, response) => {
      // As a line of this speed would: a machine that is slow itself makes it no slower.
      let due = Date.now();
      request.on("data", (chunk: Buffer) => {
        due += chunk.length / bytesPerMillisecond;
        if (due <= Date.now()) return;
        request.pause();
        setTimeout(() => request.resume(), due - Date.now());
      });
      request.on("end", () => response.end("{}"));
    });
    const client = clientOf({ baseUrl, transport, maxRetries: 0 });
    const started = Date.now();
    const options = { stallTimeout: 1600 };
    expect(await client.request("POST", "/parts", { body, encode }, options)).toEqual({});
    expect(Date.now() - started).toBeGreaterThan(options.stallTimeout);
  });

  test("onSent counts the bytes of the body, for each attempt from the beginning", async () => {
    let requests = 0;
    const baseUrl = await serve((request, response) => {
      const isFirst = ++requests === 1;
      request.resume().on("end", () => {
        response.writeHead(isFirst ? 503 : 200, { "retry-after-ms": "1" }).end("{}");
      });
    });
    const sent: number[] = [];
    const body = { data: new Blob([new Uint8Array(2 * MiB)]) };
    const onSent = (bytes: number) => sent.push(bytes);
    await clientOf({ baseUrl, transport }).request("POST", "/", { body, encode }, { onSent });
    const attempt = sent.slice(0, sent.length / 2);
    expect(sent).toEqual([...attempt, ...attempt]);
    expect(attempt).toEqual([...attempt].sort((a, b) => a - b));
    expect(attempt.at(-1)).toBeGreaterThan(2 * MiB);
  });
});

test("options may be an object of a class", async () => {
  class Options {
    readonly sent: number[] = [];
    get onSent() {
      return (bytes: number) => this.sent.push(bytes);
    }
  }
  const options = new Options();
  const body = { data: new Blob(["text"]) };
  const fetch = async (request: Request) =>
    new Response(`{"bytes":${(await request.arrayBuffer()).byteLength}}`);
  await clientOf({ fetch }).request("POST", "/", { body, encode }, options);
  expect(options.sent).not.toEqual([]);
});

test("where the body is handed over whole nothing is known, and no stall is seen", async () => {
  // As in browsers.
  vi.stubGlobal("process", Object.create(process, { versions: { value: {} } }));
  onTestFinished(() => void vi.unstubAllGlobals());
  const onSent = vi.fn();
  const fetch = async (request: Request) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return new Response(`{"bytes":${(await request.arrayBuffer()).byteLength}}`);
  };
  const client = clientOf({ fetch });
  const body = { data: new Blob(["text"]) };
  const options = { stallTimeout: 50, onSent };
  const { bytes } = await client.request<{ bytes: number }>("POST", "/", { body, encode }, options);
  expect(bytes).toBeGreaterThan(4);
  expect(onSent).not.toHaveBeenCalled();
});
