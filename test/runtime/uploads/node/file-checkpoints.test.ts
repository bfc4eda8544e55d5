import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Checkpoint } from "../../../../generator/runtime/uploads/checkpoint.ts";
import {
  fileCheckpoints,
  type FileCheckpoints,
} from "../../../../generator/runtime/uploads/node/file-checkpoints.ts";
import { rejection } from "../../support.ts";
import { temporaryPath } from "../../node/support.ts";

const value: Checkpoint = {
  version: 1,
  uploadId: "upload_1",
  expiresAt: 1,
  identity: { fingerprint: "1" },
  parts: { 0: "part_1" },
};
const newer: Checkpoint = { ...value, uploadId: "upload_2", parts: {} };

async function read(store: FileCheckpoints, key: string): Promise<unknown> {
  return JSON.parse((await store.get(key)) ?? "");
}

test("keeps what was set, until it is deleted", async () => {
  const folder = await temporaryPath("made/when/needed");
  const store = fileCheckpoints(folder);
  expect(await store.get("key")).toBeUndefined();
  await store.set("key", value);
  await store.set("other", newer);
  expect(await read(fileCheckpoints(folder), "key")).toEqual(value);
  await store.set("key", newer);
  expect(await read(store, "key")).toEqual(newer);
  await store.delete("key");
  expect(await store.get("key")).toBeUndefined();
  await store.delete("key");
  expect(await read(store, "other")).toEqual(newer);
});

test.each(["openai-uploads:/a/b c.jsonl", "../../escape", "é\0\n", "x".repeat(5000), ""])(
  "takes the key %j, and leaves one file in the folder",
  async (key) => {
    const folder = await temporaryPath("checkpoints");
    const store = fileCheckpoints(folder);
    await store.set(key, value);
    expect(await read(store, key)).toEqual(value);
    expect(await readdir(dirname(folder))).toEqual(["checkpoints"]);
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  },
);

test("only the user may read it", async () => {
  const folder = await temporaryPath("checkpoints");
  await fileCheckpoints(folder).set("key", value);
  const [name = ""] = await readdir(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test("a file that was damaged is read as text", async () => {
  const folder = await temporaryPath("checkpoints");
  const store = fileCheckpoints(folder);
  await store.set("key", value);
  const [name = ""] = await readdir(folder);
  await writeFile(join(folder, name), '{"uploadId":');
  expect(await store.get("key")).toBe('{"uploadId":');
});

test("a write that fails leaves the old value and nothing else", async () => {
  const folder = await temporaryPath("checkpoints");
  const store = fileCheckpoints(folder);
  await store.set("key", value);
  const circular = { ...value, self: {} };
  circular.self = circular;
  expect(await rejection(store.set("key", circular))).toMatchObject({
    message: expect.stringContaining(`checkpoints in ${folder}: TypeError: `) as string,
    cause: expect.any(TypeError) as TypeError,
  });
  expect(await read(store, "key")).toEqual(value);
  expect(await readdir(folder)).toHaveLength(1);
});

test("a rename that fails leaves no temporary file", async () => {
  const folder = await temporaryPath("checkpoints");
  const store = fileCheckpoints(folder);
  await store.set("key", value);
  const [name = ""] = await readdir(folder);
  await store.delete("key");
  // In the way of the rename.
  await mkdir(join(folder, name));
  expect(await rejection(store.set("key", value))).toBeInstanceOf(Error);
  expect(await readdir(folder)).toEqual([name]);
});

test("what can't be read is an error", async () => {
  const file = await temporaryPath("not-a-folder", "");
  expect(await rejection(fileCheckpoints(file).get("key"))).toMatchObject({ code: "ENOTDIR" });
  expect(await readFile(file, "utf8")).toBe("");
});
