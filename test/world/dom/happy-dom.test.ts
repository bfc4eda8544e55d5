// @vitest-environment happy-dom
import { Blob as NodeBlob } from "node:buffer";
import { Readable } from "node:stream";
import { Response as UndiciResponse } from "undici";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createClient, uploadFile, UploadsApi } from "../../../generated/src/index.ts";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection, serve } from "../../runtime/support.ts";
import {
  bytes,
  connect,
  creation,
  products,
  storedText,
  testEveryCall,
  text,
} from "./every-call.ts";

// happy-dom 21 brings its own Blob, File, Request, Response, Headers, AbortController and fetch.

declare const happyDOM: { setURL(url: string): void };

test("the environment's classes are not Node's", () => {
  expect(new NodeBlob([])).not.toBeInstanceOf(Blob);
  expect(String(AbortController)).toContain("AbortControllerImplementation");
});

testEveryCall({
  "happy-dom's Blob": () => new Blob([text]),
  "happy-dom's File": () => new File([text], "a.txt"),
  "Node's Blob": () => new NodeBlob([text]),
  "a Uint8Array": bytes,
  "an ArrayBuffer": () => bytes().buffer,
  "a Buffer": () => Buffer.from(text),
  "a response's stream": () => new Response(text).body,
  "a Node stream": () => Readable.from([Buffer.from(text)]),
});

test.each(products)("%s ends with happy-dom's signal", async (_, product) => {
  const { server, uploads } = connect(product, {
    faults: () => ({ kind: "stall", afterBytes: 0 }),
  });
  const controller = new AbortController();
  const call = uploads.createUpload(creation, { signal: controller.signal });
  await expect.poll(() => server.inFlight()).toBe(1);
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
  await expect.poll(() => server.inFlight()).toBe(0);
});

test.each(products)("%s keeps the headers of another Response", async (_, product) => {
  // happy-dom's Headers copy nothing from those of another class.
  const headers = { "x-request-id": "req_1" };
  const answer = new UndiciResponse("{}", { status: 404, headers });
  const fetch = () => Promise.resolve(answer as unknown as Response);
  const client = product.createClient({ apiKey: "sk-test", fetch });
  const error = await rejection(new product.UploadsApi(client).cancelUpload("a"));
  expect(error).toMatchObject({ status: 404, requestId: "req_1" });
});

test("a test's own global fetch is not bypassed through happy-dom's XMLHttpRequest", async () => {
  const server = createUploadsServer();
  const opened = vi.spyOn(XMLHttpRequest.prototype, "open");
  vi.stubGlobal("fetch", server.fetch);
  onTestFinished(() => void vi.unstubAllGlobals());
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test" }));
  const done = await uploadFile(uploads, new File([text], "a.txt"), { purpose: "batch" });
  expect(await storedText(server, done)).toBe(text);
  expect(opened).not.toHaveBeenCalled();
});

describe("over a port", () => {
  /** By node:http alone: @hono/node-server can't make happy-dom's Request. */
  async function listen() {
    const server = createUploadsServer();
    const origin = await serve((incoming, outgoing) => {
      const { url = "", method, headers } = incoming;
      void server.fetch(url, { method, headers, body: incoming }).then(async (answer) => {
        outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
        outgoing.end(await answer.text());
      });
    });
    return { server, origin };
  }

  test.each(products)("%s reaches the page's own origin", async (_, product) => {
    const { server, origin } = await listen();
    happyDOM.setURL(`${origin}/`);
    const client = product.createClient({ apiKey: "sk-test", baseUrl: `${origin}/v1` });
    const uploads = new product.UploadsApi(client);
    const options = { purpose: "batch", partSize: 4 } as const;
    const done = await product.uploadFile(uploads, new File([text], "a.txt"), options);
    expect(await storedText(server, done)).toBe(text);
  });

  test("what the page may not reach is told with happy-dom's reason", async () => {
    const { origin } = await listen();
    happyDOM.setURL("http://localhost:3000/");
    const client = createClient({ apiKey: "sk-test", baseUrl: `${origin}/v1`, maxRetries: 0 });
    const error = await rejection(new UploadsApi(client).cancelUpload("a"));
    expect(String(error)).toContain("ConnectionError");
    expect(String(error)).toContain("Cross-Origin Request Blocked");
  });
});
