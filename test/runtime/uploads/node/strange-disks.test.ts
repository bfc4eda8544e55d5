/** `fileCheckpoints` on disks that a test can't have: without modes, full, or cleared away by another process. */
import * as disk from "node:fs/promises";
import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { fileCheckpoints } from "../../../../generator/runtime/uploads/node/file-checkpoints.ts";
import { openFile } from "../../../../generator/runtime/uploads/node/open-file.ts";
import { temporaryPath } from "../../node/support.ts";
import { rejection } from "../../support.ts";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof disk>();
  return { ...real, open: vi.fn(real.open), rename: vi.fn(real.rename) };
});

const open = vi.mocked(disk.open);
const rename = vi.mocked(disk.rename);
const value = { version: 1, uploadId: "u", expiresAt: 1, identity: {}, parts: {} } as const;

afterEach(() => void vi.resetAllMocks());

function failing(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: as the system says it`), { code });
}

test.each([
  ["where every file has one mode", 0o100777, process.getuid?.()],
  ["where every file has one owner", 0o100600, 4_294_967_294],
  ["where every file has one mode and one owner", 0o100755, 1234],
])("a checkpoint is read on a disk %s", async (_, mode, uid) => {
  const { open: real } = await vi.importActual<typeof disk>("node:fs/promises");
  const folder = await temporaryPath("c");
  const store = fileCheckpoints(folder);
  await store.set("key", value);
  open.mockImplementation(async (...args) => {
    const file = await real(...args);
    const told = file.stat.bind(file);
    file.stat = (async () => Object.assign(await told(), { mode, uid })) as typeof file.stat;
    return file;
  });
  expect(JSON.parse((await store.get("key")) ?? "")).toEqual(value);
  expect(await readdir(folder)).toHaveLength(1);
});

const fewer = "run fewer uploads at a time (p-limit or p-map, with openFile inside)";

test.each([
  ["ENOSPC", "make room, or use a folder on another disk"],
  ["EDQUOT", "make room, or use a folder on another disk"],
  ["EROFS", "use a folder on a writable disk"],
  ["EACCES", "use a folder that this user can read and write"],
  ["EPERM", "use a folder that this user can read and write"],
  ["EMFILE", `${fewer}, or raise ulimit -n`],
  ["ENFILE", `${fewer}, or raise the system's limit`],
])("%s has a remedy, and leaves the old value and nothing else", async (code, remedy) => {
  const folder = await temporaryPath("c");
  const store = fileCheckpoints(folder);
  await store.set("key", value);
  const cause = failing(code);
  rename.mockRejectedValue(cause);
  const error = (await rejection(store.set("key", { ...value, uploadId: "v" }))) as Error;
  expect(error.message).toBe(`checkpoints in ${folder}: ${String(cause)}; ${remedy}`);
  expect(error.cause).toBe(cause);
  expect(JSON.parse((await store.get("key")) ?? "")).toEqual(value);
  expect(await readdir(folder)).toHaveLength(1);
});

test("an error without a remedy is told as it is", async () => {
  const folder = await temporaryPath("c");
  rename.mockRejectedValue(failing("EIO"));
  expect(await rejection(fileCheckpoints(folder).set("key", value))).toMatchObject({
    message: `checkpoints in ${folder}: Error: EIO: as the system says it`,
  });
});

test("what another process took for a leftover is written once more", async () => {
  const folder = await temporaryPath("c");
  rename.mockImplementationOnce(async (from) => {
    await disk.rm(from);
    throw failing("ENOENT");
  });
  const store = fileCheckpoints(folder);
  await store.set("key", value);
  expect(JSON.parse((await store.get("key")) ?? "")).toEqual(value);
  rename.mockRejectedValue(failing("ENOENT"));
  expect(await rejection(store.set("key", value))).toMatchObject({ cause: { code: "ENOENT" } });
  expect(await readdir(folder)).toHaveLength(1);
});

test("a checkpoint that could not be read again is not written", async () => {
  const folder = await temporaryPath("c");
  const store = fileCheckpoints(folder);
  await store.set("key", value);
  const [name = ""] = await readdir(folder);
  const parts = { 0: "p".repeat(64 * 2 ** 20) };
  expect(await rejection(store.set("key", { ...value, parts }))).toMatchObject({
    message: expect.stringMatching(
      /EFBIG: a checkpoint can have at most 67108864 bytes; send larger parts$/,
    ) as string,
  });
  expect((await stat(join(folder, name))).size).toBeLessThan(100);
  await writeFile(join(folder, name), " ".repeat(64 * 2 ** 20 + 1));
  expect(await rejection(store.get("key"))).toMatchObject({
    name: "UnusableCheckpoint",
    message: expect.stringContaining("(67108865 bytes)") as string,
  });
});

test.each([
  ["EMFILE", "or raise ulimit -n"],
  ["ENFILE", "or raise the system's limit"],
])("openFile says what to do about %s, and passes the system's error on", async (code, remedy) => {
  const path = await temporaryPath("a", "x");
  const cause = Object.assign(failing(code), { syscall: "open", path });
  open.mockRejectedValue(cause);
  for (const given of [path, `${path}.missing`]) {
    const error = (await rejection(openFile(given))) as Error;
    expect(error.message).toBe(`${cause.message}; ${fewer}, ${remedy}`);
    expect(error).toMatchObject({ code, syscall: "open", path, cause });
  }
});
