import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { streamSource, uploadFile, type Hash } from "../../../generated/src/node.ts";
import type { FaultSchedule } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection } from "../support.ts";
import { start, storeOf } from "./own-parts.ts";
import { bytes, connect, contentOf } from "./support.ts";

const never = new Promise<never>(() => undefined);
const hang = () => never;
const fail = () => Promise.reject(new Error("the disk is gone"));

describe("with a clock", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
  afterEach(() => void vi.useRealTimers());

  /** Milliseconds until it settles. */
  async function timeOf(upload: Promise<unknown>, from = Date.now()): Promise<number> {
    const settled = rejection(upload).then(() => Date.now() - from);
    await vi.advanceTimersByTimeAsync(120_000);
    return settled;
  }

  test("an Upload is cancelled in 20 seconds, or not at all", async () => {
    const retryAfter = { form: "seconds", milliseconds: 60_000 } as const;
    const faults: FaultSchedule = ({ operation }) =>
      operation === "cancelUpload" ? { kind: "status", status: 503, retryAfter } : undefined;
    const { upload, server } = start(
      { source: { read: fail }, options: { maxRetries: 0 } },
      { faults },
    );
    const error = rejection(upload);
    expect(await timeOf(upload)).toBe(20_000);
    expect(server.inFlight()).toBe(0);
    const message = "cancelUpload did not settle within 20000 ms";
    expect(await error).toMatchObject({ cancelError: { message } });
  });

  test("an abort ends the wait for what an upload that has failed was doing", async () => {
    const controller = new AbortController();
    let reads = 0;
    const read = () => (++reads === 1 ? never : fail());
    const { upload } = start({
      source: { read, cancel: hang },
      options: { signal: controller.signal, md5: false },
    });
    setTimeout(() => controller.abort(), 500);
    expect(await timeOf(upload)).toBe(550);
  });

  // A moment for what is under way, then two seconds for each call of the store's.
  test.each([
    ["the first checkpoint.set", { set: hang }, 2000],
    ["checkpoint.delete, with nothing saved", { set: hang, delete: hang }, 6000],
  ])("an abort ends the wait for %s", async (_, store, want) => {
    const controller = new AbortController();
    const reason = new Error("the user has had enough");
    const { options } = storeOf(store);
    const { upload, server } = start({ options: { ...options, signal: controller.signal } });
    const error = rejection(upload);
    setTimeout(() => controller.abort(reason), 100);
    expect(await timeOf(upload)).toBe(100 + 50 + want);
    expect(await error).toBe(reason);
    expect(server.inFlight()).toBe(0);
  });

  test("a File that is there is not withheld by a store that hangs", async () => {
    const { upload, server } = start(storeOf({ delete: hang }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await contentOf(server, await upload)).toEqual(Buffer.from(bytes(1000)));
  });

  test("a checkpoint of no use is deleted, though another hangs while it is written", async () => {
    const kept = new Map<string, unknown>();
    let sets = 0;
    const set = (key: string, value: unknown) => (++sets === 1 ? kept.set(key, value) : never);
    const read = async (from: number, to: number) => {
      if (from > 0) await new Promise((resolve) => setTimeout(resolve, 100));
      return bytes(1000).subarray(from, to);
    };
    const faults: FaultSchedule = ({ index }) => (index === 2 ? { kind: "cancelled" } : undefined);
    const { options } = storeOf({ set }, kept);
    const given = { source: { read }, options: { ...options, md5: false } } as const;
    const { upload } = start(given, { faults });
    const error = rejection(upload);
    expect(await timeOf(upload)).toBeLessThanOrEqual(4100);
    expect(await error).toMatchObject({ failure: "cancelled" });
    expect(kept.size).toBe(0);
  });
});

test("a store is asked for nothing more, though it sets the first checkpoint too late", async () => {
  const controller = new AbortController();
  let done: (value?: unknown) => void = () => undefined;
  const get = vi.fn();
  const set = () => {
    controller.abort();
    return new Promise((resolve) => (done = resolve));
  };
  const { options } = storeOf({ get, set });
  const { upload } = start({ options: { ...options, signal: controller.signal } });
  await rejection(upload);
  done();
  await new Promise((resolve) => setImmediate(resolve));
  expect(get).toHaveBeenCalledTimes(1);
});

test("a hash is not tried out, though it is made, when the upload is over", async () => {
  const controller = new AbortController();
  const update = vi.fn();
  let done: (hash: Hash) => void = () => undefined;
  const md5 = () => {
    controller.abort();
    return new Promise<Hash>((resolve) => (done = resolve));
  };
  const { upload } = start({ options: { md5, signal: controller.signal } });
  await rejection(upload);
  done({ update, digest: () => "" });
  await new Promise((resolve) => setImmediate(resolve));
  expect(update).not.toHaveBeenCalled();
});

test("a stream is closed when its upload had been aborted before it began", async () => {
  const { uploads, server } = connect();
  const stream = new PassThrough();
  const source = streamSource(stream, { size: 1000, name: "a" });
  const signal = AbortSignal.abort();
  await rejection(uploadFile(uploads, source, { purpose: "fine-tune", signal }));
  expect(stream.destroyed).toBe(true);
  expect(server.requests()).toEqual([]);
});

test("a stream that comes when its upload is over is not hashed any more", async () => {
  const { uploads } = connect();
  const controller = new AbortController();
  let give: (chunk: Uint8Array) => void = () => undefined;
  const next = vi.fn(async () => ({
    value: await new Promise<Uint8Array>((resolve) => (give = resolve)),
  }));
  const stream = { [Symbol.asyncIterator]: () => ({ next }) };
  const update = vi.fn();
  const { signal } = controller;
  let made = 0;
  const md5 = () => (++made === 1 ? createHash("md5") : { update, digest: () => "" });
  const upload = uploadFile(uploads, streamSource(stream as never, { size: 1000, name: "a" }), {
    purpose: "fine-tune",
    signal,
    md5,
  });
  await vi.waitFor(() => expect(next).toHaveBeenCalled());
  controller.abort();
  await rejection(upload);
  give(bytes(10));
  await new Promise((resolve) => setImmediate(resolve));
  expect(update).not.toHaveBeenCalled();
  expect(next).toHaveBeenCalledTimes(1);
});
