// @vitest-environment jsdom
// jsdom has an XMLHttpRequest of its own, written after the standard: a judge of ours outside of a browser.
import type { IncomingMessage, ServerResponse } from "node:http";
import { JSDOM } from "jsdom";
import { afterEach, describe, expect, test, vi } from "vitest";
import { multipart } from "../../../generator/runtime/multipart.ts";
import { xhrTransport } from "../../../generator/runtime/xhr-transport.ts";
import { clientOf, receive, rejection, serve } from "../../runtime/support.ts";

const encode = multipart({ data: { kind: "binary", required: true } });
const MiB = 2 ** 20;
let opened: string[];

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A client in a page of the server's own origin. */
async function pageOf(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const baseUrl = await serve(listener);
  opened = [];
  const { window } = new JSDOM("", { url: baseUrl });
  class Watched extends window.XMLHttpRequest {
    override open(method: string, url: string): void {
      opened.push(new URL(url).pathname);
      super.open(method, url);
    }
  }
  vi.stubGlobal("XMLHttpRequest", Watched);
  const client = clientOf({ baseUrl, transport: xhrTransport(), maxRetries: 0 });
  const post = (data: unknown, options?: object) =>
    client.request("POST", "/parts", { body: { data }, encode }, options);
  return { baseUrl, client, post };
}

const respond = (status: number, headers: Record<string, string>, content = "{}") =>
  pageOf((request, response) => {
    request.resume().on("end", () => response.writeHead(status, headers).end(content));
  });

describe("a part", () => {
  test.each<[string, () => unknown]>([
    ["a Blob", () => new Blob(["hello world"])],
    ["a stream", () => new Response("hello world").body],
    ["bytes", () => Uint8Array.from("hello world".repeat(9000), (it) => it.charCodeAt(0))],
  ])("of %s arrives as a form, with its headers and the key", async (_, data) => {
    const forms: Awaited<ReturnType<typeof receive>>[] = [];
    const { post } = await pageOf((request, response) => {
      void receive(request).then((form) => {
        forms.push(form);
        response.writeHead(200, { "content-type": "application/json" }).end('{"id":"part_1"}');
      });
    });
    expect(await post(data())).toEqual({ id: "part_1" });
    expect(opened).toEqual(["/parts"]);
    const [form] = forms;
    expect(form?.fields[0]?.content).toMatch(/^(hello world)+$/);
    expect(form?.headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer sk-/) as string,
      accept: "application/json",
      "content-length": String(form?.size),
    });
  });

  test("is told of as it goes, up to all of it", async () => {
    const { post } = await respond(200, {});
    const seen: number[] = [];
    await post(new Blob([new Uint8Array(8 * MiB)]), { onSent: (it: number) => seen.push(it) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(8 * MiB);
  });

  test("that goes no further, or its response, is left after stallTimeout", async () => {
    const closed = vi.fn();
    const { post } = await pageOf((request, response) => {
      request.resume().on("end", () => response.writeHead(200).write("{"));
      response.on("close", closed);
    });
    const error = await rejection(post(new Blob([new Uint8Array(MiB)]), { stallTimeout: 300 }));
    expect(error).toMatchObject({ name: "TimeoutError", timeout: 300 });
    await expect.poll(() => closed).toHaveBeenCalled();
  });

  test("is aborted with the caller's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const closed = vi.fn();
    const { post } = await pageOf((request) => {
      request.once("data", () => controller.abort(reason));
      request.resume().on("close", closed);
    });
    const call = post(new Blob([new Uint8Array(MiB)]), { signal: controller.signal });
    expect(await rejection(call)).toBe(reason);
    await expect.poll(() => closed).toHaveBeenCalled();
  });
});

describe("a response", () => {
  test("of an error has its status, headers and body", async () => {
    const json = { "content-type": "application/json", "x-request-id": "req_1", "x-a": "b, c" };
    const { post } = await respond(429, json, '{"error":{"message":"slow down","code":"rate"}}');
    const error = await rejection(post(new Blob(["a"])));
    expect(error).toMatchObject({ status: 429, code: "rate", requestId: "req_1" });
    expect((error as { headers: Headers }).headers.get("x-a")).toBe("b, c");
    expect(String(error)).toContain("slow down");
  });

  test.each([204, 304])("of status %i has no body", async (status) => {
    const { post } = await respond(status, {}, "");
    const call = post(new Blob(["a"]));
    if (status === 204) expect(await call).toBeUndefined();
    else expect(await rejection(call)).toMatchObject({ status, body: "" });
  });

  test("of an unknown status is an ApiError with it", async () => {
    const { post } = await respond(600, {}, "odd");
    expect(await rejection(post(new Blob(["a"])))).toMatchObject({ status: 600, body: "odd" });
  });

  test("that never ends is refused, not kept in memory", async () => {
    const { post } = await pageOf((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(200, { "content-type": "application/json" });
        const more = () => {
          while (!response.destroyed && response.write(" ".repeat(MiB)));
        };
        response.on("drain", more);
        more();
      });
    });
    const error = await rejection(post(new Blob(["a"])));
    expect(error).toMatchObject({ name: "TypeError" });
    expect(String(error)).toContain("a response of more than 16777216 bytes");
  });
});

test("a redirect that was followed is refused as over fetch", async () => {
  const { baseUrl, post } = await pageOf((request, response) => {
    const isFirst = request.url === "/parts";
    request.resume().on("end", () => {
      response.writeHead(isFirst ? 307 : 200, isFirst ? { location: "/other" } : {}).end("{}");
    });
  });
  expect(await rejection(post(new Blob(["a"])))).toEqual(
    new TypeError(
      `POST ${baseUrl}/parts: redirected to ${baseUrl}/other; set baseUrl to that address`,
    ),
  );
});

test("a connection that breaks names the size, which may be what the server does not take", async () => {
  const { post } = await pageOf((request) => {
    request.once("data", () => request.socket.destroy());
  });
  vi.spyOn(console, "error").mockReturnValue();
  const error = await rejection(post(new Blob(["a"])));
  expect(error).toMatchObject({ name: "ConnectionError" });
  expect(String(error)).toMatch(/no response to \d+ bytes, which may be more than the server acc/);
});

test.each<[string, (client: Awaited<ReturnType<typeof pageOf>>["client"]) => Promise<unknown>]>([
  ["no body", (client) => client.request("GET", "/a", {})],
  ["a small body of JSON", (client) => client.request("POST", "/a", { body: { a: 1 } })],
  [
    "a response that may be a stream",
    (client) =>
      client.request("POST", "/a", { body: { data: new Blob(["a"]) }, encode, accept: "a/b, c/d" }),
  ],
])("a call with %s goes to fetch", async (_, call) => {
  const { client } = await respond(200, { "content-type": "application/json" });
  await call(client);
  expect(opened).toEqual([]);
});
