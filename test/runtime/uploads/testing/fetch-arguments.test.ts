import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { Readable } from "node:stream";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createUploadsServer } from "../../../../generator/runtime/uploads/testing/index.ts";
import { serve } from "../../support.ts";
import { bytes, createBody, partBody, read, request, serverWithUpload, stream } from "./helpers.ts";

// What the server's fetch takes: all that the global one takes, and Requests of other classes.

const authorization = "Bearer sk-test";
const json = { authorization, "content-type": "application/json" };
const form = { authorization, "content-type": "multipart/form-data; boundary=xyz" };
const uploads = "https://api.example/v1/uploads";
const parts = `${uploads}/upload_000001/parts`;
const creation = JSON.stringify(createBody);
const received = { part: { size: 5, filename: "part" } };

function formOf(...content: BlobPart[]): FormData {
  const fields = new FormData();
  fields.append("data", new File(content, "part"));
  return fields;
}

test("it has the type of the global fetch", () => {
  const fetch: typeof globalThis.fetch = createUploadsServer().fetch;
  expect(fetch).toBeTypeOf("function");
});

test.each<[string, string | URL | Request, RequestInit?]>([
  ["a URL's text", uploads, { method: "POST", headers: json, body: creation }],
  ["a URL", new URL(uploads), { method: "POST", headers: json, body: creation }],
  [
    "a path, as a client with a relative baseUrl has",
    "/v1/uploads",
    { method: "POST", headers: json, body: creation },
  ],
  ["a method in lower case", uploads, { method: "post", headers: json, body: creation }],
  ["headers in pairs", uploads, { method: "POST", headers: Object.entries(json), body: creation }],
  ["Headers", uploads, { method: "POST", headers: new Headers(json), body: creation }],
  ["a Request", new Request(uploads, { method: "POST", headers: json, body: creation })],
  ["a Request, and once more what is in it", ...twice()],
  [
    "init over a Request",
    new Request(uploads, { headers: { authorization: "none" } }),
    { method: "POST", headers: json, body: creation },
  ],
])("%s", async (_, input, init) => {
  const server = createUploadsServer();
  expect(await read(await server.fetch(input, init))).toMatchObject({ status: 200 });
});

function twice(): [Request, RequestInit] {
  const body = stream([bytes(creation)]);
  const init = { method: "POST", headers: json, body, duplex: "half" } as RequestInit;
  return [new Request(uploads, init), init];
}

describe("a body", () => {
  test.each<[string, Record<string, string>, () => unknown]>([
    ["text", form, () => new TextDecoder().decode(partBody("hello"))],
    ["bytes", form, () => partBody("hello")],
    ["a Blob", form, () => new Blob([partBody("hello")])],
    [
      "a Blob that has the media type",
      { authorization },
      () => new Blob([partBody("hello")], { type: form["content-type"] }),
    ],
    ["FormData, whose boundary is its own", { authorization }, () => formOf("hello")],
    ["a web stream", form, () => stream([partBody("hello")])],
    ["a Node stream", form, () => Readable.from([partBody("hello")])],
    ["bytes of another realm in a stream", form, () => stream([elsewhere(partBody("hello"))])],
  ])("as %s", async (_, headers, body) => {
    const server = await serverWithUpload();
    const init = { method: "POST", headers, body: body(), duplex: "half" } as RequestInit;
    expect(await read(await server.fetch(parts, init))).toMatchObject({ status: 200 });
    expect(server.requests()[1]).toMatchObject(received);
  });

  test("that was read before is a TypeError, as with fetch", async () => {
    const server = await serverWithUpload();
    const used = request("/uploads/upload_000001/parts", {
      headers: form,
      body: partBody("hello"),
    });
    await used.arrayBuffer();
    await expect(server.fetch(used)).rejects.toThrow(TypeError);
    expect(server.requests()).toHaveLength(1);
  });

  test("is read from a clone of the request, and from the request", async () => {
    const server = await serverWithUpload();
    const first = request("/uploads/upload_000001/parts", {
      headers: form,
      body: partBody("hello"),
    });
    const answers = await Promise.all([server.fetch(first.clone()), server.fetch(first)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});

/** The same bytes, of the Uint8Array of another realm. */
function elsewhere(given: Uint8Array): Uint8Array<ArrayBuffer> {
  const other = runInNewContext("Uint8Array.from(given)", { given }) as Uint8Array<ArrayBuffer>;
  if (other instanceof Uint8Array) throw new Error("it is of this realm");
  return other;
}

describe("a Request of another class", () => {
  const headers = new Headers(form);
  test.each<[string, object]>([
    ["as node-fetch has it", { body: Readable.from([partBody("hello")]) }],
    ["as whatwg-fetch has it", { arrayBuffer: () => Promise.resolve(partBody("hello").buffer) }],
  ])("%s", async (_, own) => {
    const server = await serverWithUpload();
    const given = { url: parts, method: "POST", headers, ...own } as unknown as Request;
    expect(await read(await server.fetch(given))).toMatchObject({ status: 200 });
    expect(server.requests()[1]).toMatchObject(received);
  });
});

test.each(["init", "the Request"])("a signal of %s ends the request", async (place) => {
  const server = createUploadsServer({ faults: () => ({ kind: "stall", afterBytes: 0 }) });
  const controller = new AbortController();
  const init = { method: "POST", headers: json, body: creation, signal: controller.signal };
  const isInit = place === "init";
  const answer = isInit ? server.fetch(uploads, init) : server.fetch(new Request(uploads, init));
  const reason = new Error("enough");
  setImmediate(() => controller.abort(reason));
  await expect(answer).rejects.toBe(reason);
  expect(server.inFlight()).toBe(0);
});

describe("behind node:http, without an adapter", () => {
  test.each<[string, number, string, number]>([
    ["a Part", 5, authorization, 200],
    ["a Part that is too large is answered, not cut off", 2 ** 22, authorization, 413],
    ["a request that is refused unread is answered, not cut off", 2 ** 22, "none", 401],
  ])("%s", async (_, size, key, status) => {
    const server = await serverWithUpload({ maxPartBytes: 2 ** 20 });
    const origin = await serve((incoming, outgoing) => {
      const { url = "", method, headers } = incoming;
      void server.fetch(url, { method, headers, body: incoming }).then(async (answer) => {
        outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
        outgoing.end(await answer.text());
      });
    });
    const body = formOf(new Uint8Array(size));
    const init = { method: "POST", headers: { authorization: key }, body };
    const response = await fetch(`${origin}/v1/uploads/upload_000001/parts`, init);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-request-id")).toBe("req_000002");
  });
});

test.each<[unknown, string]>([
  [new IncomingMessage(new Socket()), "IncomingMessage"],
  [{ headers: {}, url: "/v1/uploads", method: "POST" }, "Object"],
  [{ path: "/v1/uploads" }, "Object"],
  [undefined, "Undefined"],
])("%o is refused, with what to put between", async (request, kind) => {
  const server = createUploadsServer();
  await expect(server.fetch(request as never)).rejects.toThrow(
    `fetch must be given a Request or a URL, got ${kind}; behind node:http, use @hono/node-server`,
  );
  expect(server.requests()).toEqual([]);
});
