/** What unstorage does to keys and values (findings/unstorage-keys.sh), and that it mixes up no two uploads. */
import { readdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { createStorage, type Driver } from "unstorage";
import fsDriver from "unstorage/drivers/fs";
import { expect, test } from "vitest";
import { uploadFile, type UploadOperations, type UploadsApi } from "../../../generated/src/node.ts";
import { temporaryPath } from "../../runtime/node/support.ts";
import { rejection } from "../../runtime/support.ts";
import { bytes, connect, contentOf, operations } from "../../runtime/uploads/support.ts";

test("Files whose names unstorage takes for one have a checkpoint each", async () => {
  const checkpoint = createStorage();
  const { server, uploads } = connect();
  const names = ["a", "a?1", "a?2", "a/b", "a:b", "a\\b", "a//b", "..", "A", "/a", "a:", "\ud800"];
  const given = names.map((name, version) => {
    const content = bytes(1000 + version).subarray(version);
    return { content, file: new File([content], "x", { lastModified: 1 }), name };
  });
  const upload = (file: File, name: string, faulty: boolean) =>
    uploadFile(
      faulty ? failing(uploads) : uploads,
      // As a picked folder has it.
      Object.defineProperty(file, "webkitRelativePath", { value: name, configurable: true }),
      { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0, checkpoint, onRestart },
    );
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  for (const { file, name } of given) await rejection(upload(file, name, true));
  expect(await checkpoint.getKeys()).toHaveLength(names.length);
  for (const { file, name, content } of given) {
    const completed = await upload(file, name, false);
    expect((await contentOf(server, completed)).equals(content)).toBe(true);
  }
  expect(reasons).toEqual([]);
  expect(server.uploads()).toHaveLength(names.length);
  expect(await checkpoint.getKeys()).toEqual([]);
});

/** Operations of which the third part never arrives. */
function failing(uploads: UploadsApi): UploadOperations {
  let parts = 0;
  return {
    createUpload: (...args) => uploads.createUpload(...(args as Parameters<Create>)),
    addUploadPart: (...args) =>
      ++parts === 3 ? Promise.reject(new Error("cut")) : uploads.addUploadPart(...args),
    completeUpload: (...args) => uploads.completeUpload(...args),
    cancelUpload: (...args) => uploads.cancelUpload(...args),
  };
}

type Create = UploadsApi["createUpload"];

test("a store that takes every key for one never mixes up two files", async () => {
  let kept: unknown;
  const checkpoint = {
    get: () => kept,
    set: (_: string, value: unknown) => void (kept = value),
    delete: () => void (kept = undefined),
  };
  const { server, uploads } = connect();
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  const options = { purpose: "batch", partSize: 100_000, concurrency: 1, checkpoint } as const;
  const [first, second] = ["a", "b"].map((folder, version) => {
    // They differ in a place that the fingerprint of so large a File leaves out.
    const content = new Uint8Array(400_000).fill(version, 10_000, 10_001);
    const file = new File([content], "x", { lastModified: 1 });
    return Object.defineProperty(file, "webkitRelativePath", { value: `${folder}/x` });
  }) as [File, File];
  await rejection(uploadFile(failing(uploads), first, options));
  const completed = await uploadFile(uploads, second, { ...options, onRestart });
  expect((await contentOf(server, completed)).equals(Buffer.from(await second.arrayBuffer()))).toBe(
    true,
  );
  expect(reasons).toEqual(["changed since the checkpoint: source"]);
});

test("what unstorage was interrupted in writing is told, and the upload starts over", async () => {
  const folder = await temporaryPath("kept");
  const checkpoint = createStorage({ driver: fsDriver({ base: folder }) as Driver });
  const { server, uploads } = connect();
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  const file = new File([bytes(1000)], "a");
  const options = { purpose: "batch", partSize: 300, checkpoint, onRestart } as const;
  await rejection(uploadFile(failing(uploads), file, { ...options, concurrency: 1 }));
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const [written] = names.filter((entry) => entry.isFile());
  await truncate(join(written?.parentPath ?? "", written?.name ?? ""), 50);
  await uploadFile(uploads, file, options);
  expect(reasons).toEqual(["the checkpoint can't be read: not JSON"]);
  expect(operations(server).at(-1)).toBe("complete");
  expect(await checkpoint.getKeys()).toEqual([]);
});
