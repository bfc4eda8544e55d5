import { expect, test, vi } from "vitest";
import { uploadFile, type PartSource } from "../../../generated/src/node.ts";
import type { Fault } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection } from "../support.ts";
import { start } from "./own-parts.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(1000);
const busy: Fault = {
  kind: "status",
  status: 503,
  retryAfter: { form: "milliseconds", milliseconds: 1 },
};

const forms: [string, (from: number, to: number) => unknown][] = [
  ["bytes", (from, to) => content.slice(from, to)],
  ["a Buffer", (from, to) => Buffer.from(content.subarray(from, to))],
  ["an ArrayBuffer", (from, to) => content.slice(from, to).buffer],
  ["named bytes", (from, to) => ({ data: content.slice(from, to), filename: "not/asked.for" })],
  ["a Blob", (from, to) => new Blob([content.slice(from, to)])],
  ["a web stream", (from, to) => new Blob([content.slice(from, to)]).stream()],
];

test.each(forms)("is what it is told of when it can be used again: %s", async (_, give) => {
  const given = new Set<unknown>();
  const read = (from: number, to: number) => {
    const data = give(from, to);
    given.add(data);
    return data as Uint8Array;
  };
  const release = vi.fn<NonNullable<PartSource["release"]>>();
  const faults = ({ index }: { index: number }) => (index === 2 ? busy : undefined);
  const { upload } = start({ source: { read, release }, options: { md5: false } }, { faults });
  await upload;
  const released = release.mock.calls.map(([data]) => data);
  expect(released).toHaveLength(4);
  expect(new Set(released).size).toBe(4);
  for (const data of released) expect([...given]).toContain(data);
});

/** A stream of a range, and what is told when it is closed. */
function streams(onClose: () => void) {
  return () => ({
    next: () => Promise.resolve({ done: false, value: new Uint8Array(1) }),
    return: () => {
      onClose();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  });
}

test("is closed if the attempt that it was for ends before it is read", async () => {
  const onClose = vi.fn();
  const read = vi.fn(streams(onClose));
  const { upload } = start(
    { source: { read: read as never }, options: { concurrency: 1, md5: false } },
    // Which does not read the body.
    { faults: ({ index }) => (index > 0 ? { kind: "status", status: 403 } : undefined) },
  );
  expect(await rejection(upload)).toMatchObject({ cause: { status: 403 } });
  expect(read).toHaveBeenCalledTimes(1);
  await expect.poll(() => onClose).toHaveBeenCalledTimes(1);
});

test.each([false, true])("is closed if it is not sent after all, once: %s", async (once) => {
  const { uploads } = connect();
  const controller = new AbortController();
  const onClose = vi.fn();
  const operations = {
    createUpload: uploads.createUpload.bind(uploads),
    addUploadPart: (...given: Parameters<typeof uploads.addUploadPart>) => {
      controller.abort();
      return uploads.addUploadPart(...given);
    },
    completeUpload: uploads.completeUpload.bind(uploads),
    cancelUpload: uploads.cancelUpload.bind(uploads),
  };
  const read = streams(onClose) as never;
  const source = { size: 1000, name: "a", fingerprint: () => "", once, read };
  const { signal } = controller;
  await rejection(uploadFile(operations, source, { purpose: "fine-tune", signal, md5: false }));
  await expect.poll(() => onClose).toHaveBeenCalledTimes(1);
});
