import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
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

test("a process that goes to another directory keeps its checkpoints where they were", async () => {
  const folder = await temporaryPath("checkpoints");
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(dirname(folder));
  const store = fileCheckpoints("checkpoints");
  cwd.mockRestore();
  await store.set("key", value);
  expect(await readdir(folder)).toHaveLength(1);
});

test.each([
  [undefined, "none"],
  ["", "none"],
  [7, "Number"],
  [new URL("file:///tmp"), "URL"],
])("the folder %o is refused", (folder, given) => {
  expect(() => fileCheckpoints(folder as string)).toThrow(
    new TypeError(`folder must be the path of a folder, got ${given}`),
  );
});

describe("what processes that were killed in writing have left", () => {
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000);

  /** A folder with one checkpoint, and temporary files of it and of another. */
  async function abandoned() {
    const folder = await temporaryPath("checkpoints");
    const store = fileCheckpoints(folder);
    await store.set("key", value);
    const [name = ""] = await readdir(folder);
    const temporary = (of: string) => `${of}.${randomUUID()}`;
    const [own, other] = [temporary(name), temporary(`${"0".repeat(64)}.json`)];
    for (const it of [own, other]) await writeFile(join(folder, it), '{"ver');
    return { folder, store, name, own, other };
  }

  test("of another checkpoint is deleted when it is an hour old", async () => {
    const { folder, store, name, own, other } = await abandoned();
    await utimes(join(folder, other), hours(1.1), hours(1.1));
    await utimes(join(folder, own), hours(0.9), hours(0.9));
    expect(await read(fileCheckpoints(folder), "key")).toEqual(value);
    expect((await readdir(folder)).sort()).toEqual([name, own].sort());
    // Once is enough for each process.
    await utimes(join(folder, own), hours(2), hours(2));
    expect(await read(store, "key")).toEqual(value);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test("of a checkpoint is deleted with it", async () => {
    const { folder, store, other } = await abandoned();
    await store.delete("key");
    expect(await readdir(folder)).toEqual([other]);
  });

  test("is told from the files and folders of others", async () => {
    const { folder, own } = await abandoned();
    const names = [
      `${own}.bak`,
      `x${own}`,
      own.toUpperCase(),
      own.replace(".json", ".yaml"),
      "notes",
    ];
    for (const name of names) await writeFile(join(folder, name), "");
    await rm(join(folder, own));
    await mkdir(join(folder, own));
    const before = await readdir(folder);
    for (const name of before) await utimes(join(folder, name), hours(9), hours(9));
    await fileCheckpoints(folder).delete("another key");
    await fileCheckpoints(folder).get("key");
    const other = before.filter((name) => name.startsWith("0".repeat(64)));
    expect((await readdir(folder)).sort()).toEqual(
      before.filter((it) => !other.includes(it)).sort(),
    );
  });

  test("is no reason to fail", async () => {
    expect(await fileCheckpoints(await temporaryPath("none")).get("key")).toBeUndefined();
  });
});
