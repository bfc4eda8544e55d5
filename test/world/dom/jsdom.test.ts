// @vitest-environment jsdom
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Blob as NodeBlob, File as NodeFile } from "node:buffer";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  bytes,
  connect,
  creation,
  products,
  storedText,
  testEveryCall,
  text,
} from "./every-call.ts";

// vitest's own environment: the Blob, File and Uint8Array of jsdom 29, everything of fetch Node's.

declare const jsdom: { window: typeof globalThis };

afterEach(() => {
  vi.unstubAllGlobals();
});

test("the environment is one of two realms", () => {
  expect("stream" in Blob.prototype).toBe(false);
  expect(new TextEncoder().encode(text)).not.toBeInstanceOf(Uint8Array);
  expect(new Response().body).toBeNull();
});

testEveryCall({
  "jsdom's Blob": () => new Blob([text]),
  "jsdom's File": () => new File([text], "a.txt"),
  "a slice of jsdom's File": () => new File([`${text}, and more`], "a.txt").slice(0, text.length),
  "Node's Blob": () => new NodeBlob([text]),
  "Node's File": () => new NodeFile([text], "a.txt"),
  "a Buffer": () => Buffer.from(text),
  "jsdom's Uint8Array": bytes,
  "jsdom's ArrayBuffer": () => bytes().buffer,
  "Node's Uint8Array": () => new TextEncoder().encode(text),
  "shared memory": () => {
    const shared = new SharedArrayBuffer(text.length);
    new Uint8Array(shared).set(bytes());
    return shared;
  },
  "a response's stream": () => new Response(text).body,
  "a Node stream": () => Readable.from([Buffer.from(text)]),
});

describe.each(products)("%s", (_, product) => {
  test("takes name and type from jsdom's File", async () => {
    const { server, uploads } = connect(product);
    const file = new File([text], "b.txt", { type: "text/x" });
    await product.uploadFile(uploads, file, { purpose: "batch" });
    const [upload] = server.uploads();
    expect(upload).toMatchObject({ filename: "b.txt", mime_type: "text/x" });
  });

  test("takes jsdom's File in a part with a name", async () => {
    const { server, uploads } = connect(product);
    const { id } = await uploads.createUpload(creation);
    const data = { data: new File([text], "b.txt"), filename: "c.txt" };
    await uploads.addUploadPart(id, { data });
    expect(server.uploads()[0]?.parts).toMatchObject([{ size: text.length, filename: "c.txt" }]);
  });

  test("reads Blobs that only a FileReader can read, as jsdom's before 28.1", async () => {
    withoutMethods(Blob.prototype, "arrayBuffer", "text", "bytes");
    const { server, uploads } = connect(product);
    const file = new File([text], "a.txt");
    const done = await product.uploadFile(uploads, file, { purpose: "batch", partSize: 4 });
    expect(await storedText(server, done)).toBe(text);
  });

  test.each(["Node's", "jsdom's"])("ends with the signal of %s AbortController", async (realm) => {
    const { server, uploads } = connect(product);
    const Controller = realm === "jsdom's" ? jsdom.window.AbortController : AbortController;
    const controller = new Controller();
    const upload = product.uploadFile(uploads, new Blob([text]), {
      purpose: "batch",
      filename: "a.txt",
      signal: controller.signal,
    });
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(upload).rejects.toBe(reason);
    expect(server.inFlight()).toBe(0);
  });
});

describe("where AbortController is jsdom's, which Node's Request refuses from Node 24 on", () => {
  beforeEach(() => {
    const isNodes = (signal: unknown) => signal instanceof AbortSignal;
    class Strict extends Request {
      constructor(url: string, init: RequestInit) {
        const isForeign = init.signal && !isNodes(init.signal);
        if (isForeign) throw new TypeError("RequestInit: Expected signal to be an AbortSignal.");
        super(url, init);
      }
    }
    vi.stubGlobal("Request", Strict);
    vi.stubGlobal("AbortController", jsdom.window.AbortController);
  });

  test.each(products)("%s sends", async (_, product) => {
    const { server, uploads } = connect(product);
    const done = await product.uploadFile(uploads, new File([text], "a.txt"), { purpose: "batch" });
    expect(await storedText(server, done)).toBe(text);
  });

  test.each(products)("an abort of %s reaches the handler given as fetch", async (_, product) => {
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
});

test.each(products)("%s, with a test server that keeps Files in a folder", async (_, product) => {
  const directory = await mkdtemp(join(tmpdir(), "uploads-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const { server, uploads } = connect(product, { directory });
  const options = { purpose: "batch", partSize: 4 } as const;
  const done = await product.uploadFile(uploads, new File([text], "a.txt"), options);
  expect(await storedText(server, done)).toBe(text);
});

function withoutMethods(prototype: object, ...names: string[]): void {
  const methods = Object.getOwnPropertyDescriptors(prototype);
  for (const name of names) Reflect.deleteProperty(prototype, name);
  onTestFinished(() => void Object.defineProperties(prototype, methods));
}
