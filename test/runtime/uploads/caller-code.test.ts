import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { uploadFile, type PartSource } from "../../../generated/src/node.ts";
import type { Fault, FaultSchedule } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection } from "../support.ts";
import { start, storeOf, type Parts } from "./own-parts.ts";
import { bytes, connect, contentOf } from "./support.ts";

const content = bytes(1000);
const never = new Promise<never>(() => undefined);
const hang = () => never;

/** Hangs from the given call on. */
function hangFrom<T>(call: number, before: T) {
  let calls = 0;
  return () => (++calls < call ? before : never);
}

describe.concurrent("an abort ends the upload while it waits for", () => {
  test.each<[string, Parts]>([
    ["the first fingerprint", { source: { fingerprint: hang } }],
    ["a later fingerprint", { source: { fingerprint: hangFrom(2, "same") } }],
    ["a read", { source: { read: hang } }],
    [
      "a stream of the source",
      { source: { read: () => ({ [Symbol.asyncIterator]: () => ({ next: hang }) }) } },
    ],
    ["the source's md5", { source: { md5: hang } }],
    ["the function that makes a hash", { options: { md5: hang } }],
    [
      "a read for the hash",
      {
        source: { read: hangFrom(5, content.subarray(0, 250)) },
        options: { md5: () => createHash("md5"), partSize: 250, concurrency: 4 },
      },
    ],
    ["checkpoint.get", storeOf({ get: hang })],
    ["a later checkpoint.set", storeOf({ set: hangFrom(2, undefined) })],
    ["source.cancel", { source: { read: hang, cancel: hang } }],
    [
      "onProgress, which nobody waits for",
      { source: { read: hang }, options: { onProgress: hang } },
    ],
  ])("%s", async (_, parts) => {
    const controller = new AbortController();
    const reason = new Error("the user has had enough");
    const { signal } = controller;
    const { upload, server } = start({ ...parts, options: { ...parts.options, signal } });
    setTimeout(() => controller.abort(reason), 100);
    expect(await rejection(upload)).toBe(reason);
    expect(server.inFlight()).toBe(0);
  });
});

describe("a hook that fails ends the upload, whether it", () => {
  const failure = new Error("the page is gone");
  test.each<[string, NonNullable<Parts["options"]>]>([
    [
      "throws",
      {
        onProgress: () => {
          throw failure;
        },
      },
    ],
    ["rejects", { onProgress: () => Promise.reject(failure) }],
    [
      "gives a thenable that rejects",
      { onProgress: () => ({ then: (_: unknown, no: (error: Error) => void) => no(failure) }) },
    ],
  ])("%s", async (_, options) => {
    const { upload, server } = start({ options });
    const message = "onProgress failed: the page is gone";
    expect(await rejection(upload)).toMatchObject({ failure: "failed", message, cause: failure });
    expect(server.uploads().map(({ status }) => status)).not.toContain("pending");
  });

  test("is told of a restart", async () => {
    const parts = storeOf({ get: () => "nonsense" });
    const onRestart = () => Promise.reject(failure);
    const { upload } = start({ options: { ...parts.options, onRestart } });
    expect(await rejection(upload)).toMatchObject({
      message: "onRestart failed: the page is gone",
      cause: failure,
    });
  });

  test("is told what one call has sent", async () => {
    const { uploads } = connect();
    const upload = await uploads.createUpload({
      filename: "a",
      purpose: "fine-tune",
      bytes: 1000,
      mime_type: "text/plain",
    });
    const onSent = () => Promise.reject(failure);
    const sending = uploads.addUploadPart(upload.id, { data: new Blob([content]) }, { onSent });
    expect(await rejection(sending)).toBe(failure);
  });
});

test("a File that is there is not withheld by an abort that comes too late", async () => {
  const controller = new AbortController();
  const { options } = storeOf({
    delete: () => {
      controller.abort();
      return never;
    },
  });
  const { upload, server } = start({ options: { ...options, signal: controller.signal } });
  expect(await contentOf(server, await upload)).toEqual(Buffer.from(content));
});

test("what comes from the source after an abort is closed", async () => {
  const controller = new AbortController();
  const cancel = vi.fn();
  const read = async () => {
    controller.abort();
    await new Promise((resolve) => setTimeout(resolve, 10));
    return new ReadableStream({ cancel });
  };
  const { upload } = start({ source: { read }, options: { signal: controller.signal } });
  await rejection(upload);
  await expect.poll(() => cancel).toHaveBeenCalled();
});

describe.concurrent("a source that gives streams", () => {
  test.each<[string, (chunk: Uint8Array) => unknown]>([
    ["web streams", (chunk) => new Blob([chunk as Uint8Array<ArrayBuffer>]).stream()],
    [
      "generators",
      async function* (chunk) {
        yield await Promise.resolve(chunk);
      },
    ],
    [
      "streams with their size",
      (chunk) => ({ data: new Response(chunk as BodyInit).body, size: chunk.length }),
    ],
    ["named bytes", (chunk) => ({ data: chunk, filename: "not/asked.for" })],
  ])("is asked again for each attempt: %s", async (_, toStream) => {
    const retryAfter = { form: "milliseconds", milliseconds: 1 } as const;
    const busy: Fault = { kind: "status", status: 503, retryAfter };
    const faults: FaultSchedule = ({ operation, index }) =>
      operation === "addUploadPart" && index < 6 ? busy : undefined;
    const { server, uploads } = connect({ faults });
    const read = vi.fn((from: number, to: number) => toStream(content.subarray(from, to)));
    const source = { size: 1000, name: "a", fingerprint: () => "", read } as unknown as PartSource;
    const given = { purpose: "fine-tune", partSize: 300, concurrency: 2 } as const;
    const completed = await uploadFile(uploads, source, given);
    expect(await contentOf(server, completed)).toEqual(Buffer.from(content));
    expect(read.mock.calls.length).toBeGreaterThanOrEqual(4);
  });
});

describe("Node warns of no leak", () => {
  const warned = vi.fn();
  beforeAll(() => void process.on("warning", warned));
  afterAll(() => void process.off("warning", warned));

  test.each([11, 40])("with %s parts at a time", async (concurrency) => {
    const { upload } = start({ options: { partSize: 10, concurrency } });
    await upload;
    await new Promise((resolve) => setImmediate(resolve));
    expect(warned).not.toHaveBeenCalled();
  });

  test("with 40 uploads that share a signal, on which nothing is left", async () => {
    const { signal } = new AbortController();
    const remove = vi.spyOn(signal, "removeEventListener");
    const add = vi.spyOn(signal, "addEventListener");
    await Promise.all(Array.from({ length: 40 }, () => start({ options: { signal } }).upload));
    await new Promise((resolve) => setImmediate(resolve));
    expect(warned).not.toHaveBeenCalled();
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
  });
});
