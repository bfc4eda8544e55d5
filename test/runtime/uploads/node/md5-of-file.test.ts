import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { constants, copyFile, open, rename, rm, truncate } from "node:fs/promises";
import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { openFile, uploadFile } from "../../../../generated/src/node.ts";
import { rejection } from "../../support.ts";
import { descriptorsAt, MiB, temporaryPath } from "../../node/support.ts";
import { bytes, connect } from "../support.ts";

const md5Of = (content: Uint8Array) => createHash("md5").update(content).digest("hex");
const { signal } = new AbortController();

/** The threads that are started from now on, until the test is over. */
function threads(onThread: (thread: Worker) => void = () => undefined): Worker[] {
  const started: Worker[] = [];
  const listener = (thread: Worker) => {
    started.push(thread);
    onThread(thread);
  };
  process.on("worker", listener);
  onTestFinished(() => void process.off("worker", listener));
  return started;
}

/** A file that takes long to read. */
async function longFile(): Promise<string> {
  const path = await temporaryPath("long", "");
  await truncate(path, 8_000_000_000);
  return path;
}

test.each([
  [0, 0],
  [10, 0],
  [3 * MiB + 1, 0],
  [16 * MiB, 0],
  [16 * MiB + 1, 1],
])("the md5 of %s bytes takes %s threads", async (size, want) => {
  const content = Buffer.alloc(size, randomBytes(1000));
  await using file = await openFile(await temporaryPath("a", content));
  const started = threads();
  expect(await file.md5(signal)).toBe(md5Of(content));
  expect(started).toHaveLength(want);
});

test("an md5 is aborted with the signal's reason", async () => {
  await using file = await openFile(await longFile());
  expect(await rejection(file.md5(AbortSignal.abort("before")))).toBe("before");
  expect(await rejection(file.md5(AbortSignal.timeout(50)))).toMatchObject({
    name: "TimeoutError",
  });
});

test.each([10, 17 * MiB])("an md5 of a file that is gone is the system's error", async (size) => {
  const path = await temporaryPath("a", Buffer.alloc(size));
  await using file = await openFile(path);
  await rm(path);
  expect(await rejection(file.md5(signal))).toMatchObject({ code: "ENOENT", path });
});

test("where no thread starts, it is made without", async () => {
  const content = Buffer.alloc(17 * MiB, randomBytes(1000));
  await using file = await openFile(await temporaryPath("a", content));
  const started = threads((thread) => void thread.terminate());
  expect(await file.md5(signal)).toBe(md5Of(content));
  expect(started).toHaveLength(1);
});

test("without a thread, others have their turn, and an abort ends it", async () => {
  await using file = await openFile(await longFile());
  threads((thread) => void thread.terminate());
  const controller = new AbortController();
  const hashing = rejection(file.md5(controller.signal));
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
  controller.abort("enough");
  expect(await hashing).toBe("enough");
});

test("a thread that dies is an error that says how to do without", async () => {
  const path = await longFile();
  await using file = await openFile(path);
  const started = threads();
  const hashing = rejection(file.md5(signal));
  // Its own descriptor says that the thread has begun to hash: one that dies before is done without.
  await expect.poll(() => descriptorsAt(path)).toBe(2);
  void started[0]?.terminate();
  const error = await hashing;
  const problem = `${file.id}: its md5 thread ended early`;
  expect((error as Error).message).toMatch(
    `${problem} (exit code 1); set md5: false to do without`,
  );
});

const others: Record<string, (path: string) => Promise<unknown>> = {
  async "a FIFO"(path) {
    await rm(path);
    execFileSync("mkfifo", [path]);
    onTestFinished(async () => {
      // Lets whoever waits for a writer go on.
      const writer = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await writer.close();
    });
  },
  async "another file of the same content"(path) {
    await copyFile(path, `${path}.new`);
    await rename(`${path}.new`, path);
  },
};

test.each(
  Object.entries(others).flatMap(([what, replace]) =>
    [1000, 17 * MiB].map((size) => [what, size, replace] as const),
  ),
)("%s that takes the place of a file of %s bytes is not hashed", async (_, size, replace) => {
  const path = await temporaryPath("a", Buffer.alloc(size, bytes(1000)));
  await using file = await openFile(path);
  await replace(path);
  const error = await rejection(file.md5(signal));
  expect(error).toEqual(
    new Error(`${path} was replaced by another file; leave it in place until it is uploaded`),
  );
  const { server, uploads } = connect();
  const uploading = uploadFile(uploads, file, {
    purpose: "batch",
    partSize: Math.ceil(size / 3),
  });
  expect(await rejection(uploading)).toMatchObject({ name: "UploadError", failure: "failed" });
  expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
});
