import { appendFile, rename, truncate, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import {
  fileCheckpoints,
  openFile,
  streamSource,
  uploadFile,
  type UploadFileOptions,
} from "../../../generated/src/node.ts";
import { keyOf } from "../../../generated/src/runtime/uploads/checkpoint.ts";
import type { Fault } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { temporaryPath } from "../node/support.ts";
import { rejection } from "../support.ts";
import { bytes, connect, contentOf, operations } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0 } as const;

const changes: Record<string, (path: string) => Promise<unknown>> = {
  "is written to, at the same size": async (path) => {
    await writeFile(path, bytes(1001).subarray(1));
    await utimes(path, 1, 1);
  },
  grows: (path) => appendFile(path, "more"),
  shrinks: (path) => truncate(path, 10),
  "is replaced": async (path) => {
    const other = join(dirname(path), "other");
    await writeFile(other, bytes(1001).subarray(1));
    await rename(other, path);
  },
};

describe.each(Object.entries(changes))("a file that %s", (_, change) => {
  test.each([1, 2, 4])("after %s parts is an error, and completes nothing", async (parts) => {
    const path = await temporaryPath("a.txt", content);
    await using source = await openFile(path);
    const { server, uploads } = connect(
      {},
      {
        async fetch(request) {
          const answer = await server.fetch(request);
          if (server.uploads()[0]?.parts.length === parts) await change(path);
          return answer;
        },
      },
    );
    const error = await rejection(uploadFile(uploads, source, options));
    expect(error).toMatchObject({ name: "UploadError", failure: "source-changed" });
    expect(operations(server)).not.toContain("complete");
    expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
  });

  test("before it is resumed is uploaded afresh, and the reason is told", async () => {
    const path = await temporaryPath("a.txt", content);
    // Long ago: a file written within the same tick of the file system's clock would have the same time.
    await utimes(path, 1000, 1000);
    const checkpoint = new Map();
    const { server, uploads } = connect({ faults: failing(3) });
    await rejection(upload({ checkpoint }));
    await change(path);
    const reasons: string[] = [];
    const completed = await upload({ checkpoint, onRestart: (reason) => reasons.push(reason) });
    expect(reasons).toEqual([
      expect.stringMatching(/^changed since the checkpoint: the file itself/),
    ]);
    expect(server.uploads()).toMatchObject([{ status: "pending" }, { status: "completed" }]);
    expect(completed.id).toBe("upload_000002");

    async function upload(given: Partial<UploadFileOptions<"batch">>) {
      await using source = await openFile(path);
      return await uploadFile(uploads, source, { ...options, ...given });
    }
  });
});

/** A server that breaks the connection of one request. */
function failing(at: number, fault: Fault = { kind: "reset", afterBytes: 0 }) {
  return ({ index }: { index: number }) => (index === at ? fault : undefined);
}

describe.each([
  ["in a Map", () => Promise.resolve(new Map<string, never>())],
  ["in a folder", async () => fileCheckpoints(await temporaryPath("checkpoints"))],
])("a checkpoint %s", (_, makeStore) => {
  test("is gone on from: what is confirmed is not sent again", async () => {
    const path = await temporaryPath("a.txt", content);
    const checkpoint = await makeStore();
    const { server, uploads } = connect({ faults: failing(3) });
    await using source = await openFile(path);
    const given = { ...options, checkpoint };
    expect(await rejection(uploadFile(uploads, source, given))).toMatchObject({
      failure: "failed",
    });
    expect(server.uploads()).toMatchObject([{ status: "pending" }]);
    const upload = await uploadFile(uploads, source, given);
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
    expect(operations(server)).toEqual([
      ...["uploads", "parts", "parts", "parts"],
      ...["parts", "parts", "complete"],
    ]);
    expect(await checkpoint.get(keyOf(path))).toBeUndefined();
  });
});

test.each<[string, Partial<UploadFileOptions<"batch">>, string]>([
  ["part size", { partSize: 400 }, "partSize"],
  ["filename", { filename: "b.txt" }, "filename"],
  ["time to live", { expiresAfter: 3600 }, "expiresAfter"],
])("another %s starts afresh", async (_, given, name) => {
  const { uploads } = connect({ faults: failing(3) });
  await using source = await openFile(await temporaryPath("a.txt", content));
  const reasons: string[] = [];
  const checkpoint = new Map();
  await rejection(uploadFile(uploads, source, { ...options, checkpoint }));
  const onRestart = (reason: string) => reasons.push(reason);
  await uploadFile(uploads, source, { ...options, ...given, checkpoint, onRestart });
  expect(reasons).toEqual([`changed since the checkpoint: ${name}`]);
});

test("what a store adds to a checkpoint is not given back to it", async () => {
  const stored: object[] = [];
  const kept = new Map<string, object>();
  const checkpoint = {
    get: (key: string) => {
      const value = kept.get(key);
      return value && { ...value, _id: 7, save: () => undefined };
    },
    set: (key: string, value: object) => {
      stored.push(value);
      kept.set(key, value);
    },
    delete: (key: string) => kept.delete(key),
  };
  const path = await temporaryPath("a.txt", content);
  await using source = await openFile(path);
  const { server, uploads } = connect({ faults: failing(3) });
  await rejection(uploadFile(uploads, source, { ...options, checkpoint }));
  await uploadFile(uploads, source, { ...options, checkpoint });
  expect(server.uploads()).toMatchObject([{ status: "completed" }]);
  const fields = ["expiresAt", "identity", "isCompleting", "md5", "parts", "uploadId", "version"];
  for (const value of stored) expect(fields).toEqual(expect.arrayContaining(Object.keys(value)));
  expect(stored.length).toBeGreaterThan(3);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["null as JSON", "null"],
])("a store that has %s for the upload has no checkpoint to tell of", async (_, value) => {
  const { uploads } = connect();
  await using source = await openFile(await temporaryPath("a.txt", content));
  const checkpoint = { get: () => value, set: () => undefined, delete: () => undefined };
  const onRestart = vi.fn();
  await uploadFile(uploads, source, { ...options, checkpoint, onRestart });
  expect(onRestart).not.toHaveBeenCalled();
});

test.each([
  ["of something else", { version: 2 }, "version is 2"],
  ["that is torn", '{"version":1,"uploadI', "not JSON"],
  ["that is a number", 7, "version is nothing"],
])("a checkpoint %s is told, and replaced", async (_, value, problem) => {
  const { uploads } = connect();
  const path = await temporaryPath("a.txt", content);
  await using source = await openFile(path);
  const checkpoint = new Map<string, never>([[keyOf(path), value as never]]);
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  await uploadFile(uploads, source, { ...options, checkpoint, onRestart });
  expect(reasons).toEqual([`the checkpoint can't be read: ${problem}`]);
  expect(checkpoint.size).toBe(0);
});

test("a checkpoint that the server knows nothing of starts afresh", async () => {
  const checkpoint = new Map();
  await using source = await openFile(await temporaryPath("a.txt", content));
  const before = connect({ faults: failing(3) });
  await rejection(uploadFile(before.uploads, source, { ...options, checkpoint }));
  const { server, uploads } = connect();
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  await uploadFile(uploads, source, { ...options, checkpoint, onRestart });
  expect(reasons).toEqual([expect.stringContaining("404")]);
  expect(server.uploads()).toMatchObject([{ status: "completed" }]);
});

test("a file that is closed too early is named", async () => {
  const { server, uploads } = connect();
  const source = await openFile(await temporaryPath("a.txt", content));
  const uploading = rejection(uploadFile(uploads, source, options));
  await source.close();
  expect(await uploading).toMatchObject({
    failure: "failed",
    message: expect.stringContaining("closed before its upload settled") as string,
  });
  expect(server.uploads().filter(({ status }) => status === "pending")).toEqual([]);
});

test("a checkpoint that can't be written ends the upload, and cancels it", async () => {
  const { server, uploads } = connect();
  await using source = await openFile(await temporaryPath("a.txt", content));
  const failure = new Error("disk full");
  const checkpoint = {
    get: () => undefined,
    set: () => Promise.reject(failure),
    delete: () => undefined,
  };
  const error = await rejection(uploadFile(uploads, source, { ...options, checkpoint }));
  expect(error).toMatchObject({ failure: "failed", cause: failure });
  expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
});

describe("an Upload that expires", () => {
  const faults = failing(2, { kind: "expired" });

  test("is started over, and the reason is told", async () => {
    const { server, uploads } = connect({ faults });
    const reasons: string[] = [];
    const onRestart = (reason: string) => reasons.push(reason);
    const upload = await uploadFile(uploads, new Blob([content]), {
      ...options,
      filename: "a",
      onRestart,
    });
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
    expect(reasons).toEqual([expect.stringContaining("expired")]);
  });

  test("a second time is an error", async () => {
    const twice = ({ index }: { index: number }) => faults({ index: index === 4 ? 2 : index });
    const { server, uploads } = connect({ faults: twice });
    const given = uploadFile(uploads, new Blob([content]), { ...options, filename: "a" });
    expect(await rejection(given)).toMatchObject({ failure: "expired", uploadId: "upload_000002" });
    expect(server.uploads()).toHaveLength(2);
  });

  test("is an error for a stream", async () => {
    const { uploads } = connect({ faults });
    const source = streamSource(new Blob([content]).stream(), { size: 1000, name: "a" });
    const given = uploadFile(uploads, source, options);
    expect(await rejection(given)).toMatchObject({ failure: "expired" });
  });
});

test.each<[string, number, Fault, object]>([
  ["cancelled by someone else", 2, { kind: "cancelled" }, { failure: "cancelled" }],
  ["completed by a lost response", 5, { kind: "response-lost" }, { failure: "already-completed" }],
])("an Upload that is %s is named so, and left alone", async (_, at, fault, want) => {
  const { server, uploads } = connect({ faults: failing(at, fault) });
  const checkpoint = new Map();
  const source = new File([content], "a");
  const given = uploadFile(uploads, source, { ...options, maxRetries: 2, checkpoint });
  expect(await rejection(given)).toMatchObject(want);
  expect(operations(server)).not.toContain("cancel");
  expect(checkpoint.size).toBe(0);
});

test("Files of one name in two folders have a checkpoint each", async () => {
  const { uploads } = connect({ faults: failing(3) });
  const checkpoint = new Map();
  for (const webkitRelativePath of ["a/c.txt", "b/c.txt"]) {
    const file = Object.assign(new File([content], "c.txt"), { webkitRelativePath });
    await uploadFile(uploads, file, { ...options, checkpoint }).catch(() => undefined);
  }
  expect([...checkpoint.keys()]).toEqual([keyOf("a/c.txt")]);
});
