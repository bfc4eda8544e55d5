import { afterEach, describe, expect, test, vi } from "vitest";
import { multipart } from "../../../generator/runtime/multipart.ts";
import { clientOf, rejection, serveForms } from "../../runtime/support.ts";
import { bytes, connect, creation, products, testEveryCall, text } from "./every-call.ts";
import { OtherAbortController, OtherBlob, OtherStream } from "./others.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

testEveryCall({
  "a polyfill's Blob": () => new OtherBlob(bytes()),
  "a polyfill's Blob that can't be streamed": () => withoutStream(new OtherBlob(bytes())),
  "a polyfill's stream": () => new OtherStream([bytes()]),
});

function withoutStream(blob: OtherBlob): object {
  return Object.defineProperty(blob, "stream", { value: undefined });
}

test("a list and other fields of a form take a polyfill's Blob", async () => {
  const { baseUrl, received } = await serveForms();
  const fields = { a: new OtherBlob(bytes()), b: [new OtherBlob(bytes())] };
  const encode = multipart({ b: { kind: "binary", array: true } });
  await clientOf({ baseUrl }).request("POST", "/form", { body: fields, encode });
  const want = { filename: "blob", type: "application/octet-stream", content: text };
  expect(received[0]?.fields).toMatchObject([
    { name: "b", ...want },
    { name: "a", ...want },
  ]);
});

test("what has a size and a slice, but no bytes, is no Blob", async () => {
  const { uploads } = connect(products[0]?.[1] as never);
  const list = { size: 1, slice: () => list };
  const error = await rejection(uploads.addUploadPart("a", { data: list as unknown as Blob }));
  expect(error).toBeInstanceOf(TypeError);
});

describe("where a Blob would be made of the parts", () => {
  test("a polyfill's is read, and not made the text of an object", async () => {
    vi.stubGlobal("process", Object.create(process, { versions: { value: {} } }));
    const { baseUrl, received } = await serveForms();
    const body = { a: new OtherBlob(bytes()) };
    const client = clientOf({ baseUrl, fetch: (request) => fetch(request) });
    await client.request("POST", "/form", { body, encode: multipart({}) });
    expect(received[0]?.fields).toMatchObject([{ name: "a", content: text }]);
  });

  test("none is made where Request takes the runtime's Blob for text", async () => {
    vi.stubGlobal("process", Object.create(process, { versions: { value: {} } }));
    vi.stubGlobal("Blob", OtherBlob);
    const { baseUrl, received } = await serveForms();
    const client = clientOf({ baseUrl });
    await client.request("POST", "/form", { body: { a: bytes() }, encode: multipart({}) });
    expect(received[0]?.fields).toMatchObject([{ name: "a", content: text }]);
  });
});

describe.each(products)("the signal of a polyfill, %s", (_, product) => {
  test("that aborts ends the call", async () => {
    const { server, uploads } = connect(product, {
      faults: () => ({ kind: "stall", afterBytes: 0 }),
    });
    const controller = new OtherAbortController();
    const signal = controller.signal as unknown as AbortSignal;
    const call = uploads.createUpload(creation, { signal });
    await expect.poll(() => server.inFlight()).toBe(1);
    controller.abort();
    expect(await rejection(call)).toMatchObject({ name: "AbortError" });
    await expect.poll(() => server.inFlight()).toBe(0);
  });

  test("that has aborted lets nothing be sent", async () => {
    const { server, uploads } = connect(product);
    const controller = new OtherAbortController();
    controller.abort();
    const signal = controller.signal as unknown as AbortSignal;
    const calls = [
      uploads.createUpload(creation, { signal }),
      product.uploadFile(uploads, bytes(), { signal, purpose: "batch", filename: "a.txt" }),
    ];
    for (const call of calls) expect(await rejection(call)).toMatchObject({ name: "AbortError" });
    expect(server.requests()).toEqual([]);
  });
});
