import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  appendFile,
  mkdir,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { openFile } from "../../../../generator/runtime/uploads/node/open-file.ts";
import { readAll, rejection } from "../../support.ts";
import { MiB, temporaryPath } from "../../node/support.ts";

test("an open file has its path, name and size, and gives ranges", async () => {
  const path = await temporaryPath("a b.txt", "0123456789");
  await using file = await openFile(relative(process.cwd(), path));
  expect(file).toMatchObject({ id: path, name: "a b.txt", type: "text/plain", size: 10 });
  expect(String(await readAll(file.read(2, 5).stream()))).toBe("234");
});

test("sizes beyond 4 GiB are right, and bytes beyond are read", async () => {
  const path = await temporaryPath("sparse", "");
  const size = 8_000_000_000;
  await truncate(path, size);
  await appendFile(path, "end");
  await using file = await openFile(path);
  expect(file.size).toBe(size + 3);
  expect(String(await readAll(file.read(size, size + 3).stream()))).toBe("end");
});

test.each([
  ["a.jsonl", "text/jsonl"],
  ["A.JSONL", "text/jsonl"],
  ["a.json", "application/json"],
  ["a.pdf", "application/pdf"],
  ["a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["a.unknown", undefined],
  ["jsonl", undefined],
])("the media type of %s is %s", async (name, type) => {
  await using file = await openFile(await temporaryPath(name, ""));
  expect(file.type).toBe(type);
});

const notFiles: Record<string, (path: string) => unknown> = {
  "a directory": (path) => mkdir(path),
  "a FIFO": (path) => execFileSync("mkfifo", [path]),
};

test.each(Object.entries(notFiles))("%s is refused by its path", async (_, make) => {
  const path = await temporaryPath("x");
  await make(path);
  expect(await rejection(openFile(path))).toEqual(
    new TypeError(`${path}: not a regular file; give the path of one`),
  );
});

test("a missing file is an error that names it", async () => {
  const path = await temporaryPath("missing");
  const error = await rejection(openFile(path));
  expect(error).toMatchObject({ code: "ENOENT" });
  expect((error as Error).message).toContain(path);
});

const changes: Record<string, (path: string) => Promise<unknown>> = {
  "other bytes of the same length": (path) => writeFile(path, "9876543210"),
  "more bytes": (path) => appendFile(path, "x"),
  "fewer bytes": (path) => truncate(path, 5),
  "another time": (path) => utimes(path, 1, 1),
  "another file in its place": async (path) => {
    const other = join(dirname(path), "other");
    await writeFile(other, "0123456789");
    await rename(other, path);
  },
};

test.each(Object.entries(changes))("%s changes the fingerprint", async (_, change) => {
  const path = await temporaryPath("a", "0123456789");
  // Long ago, since the file system's clock may tick more slowly than this test runs.
  await utimes(path, 1000, 1000);
  await using file = await openFile(path);
  const before = await file.fingerprint();
  expect(await file.fingerprint()).toBe(before);
  await change(path);
  expect(await file.fingerprint()).not.toBe(before);
});

test("a file opened before another took its place has the fingerprint of neither", async () => {
  const path = await temporaryPath("a", "0123456789");
  await using old = await openFile(path);
  await changes["another file in its place"]?.(path);
  await using new_ = await openFile(path);
  expect(await old.fingerprint()).not.toBe(await new_.fingerprint());
});

test("a link is the file it leads to", async () => {
  const path = await temporaryPath("a", "0123456789");
  const link = `${path}.link`;
  await symlink(path, link);
  await using file = await openFile(path);
  await using linked = await openFile(link);
  expect(await linked.fingerprint()).toBe(await file.fingerprint());
});

test("it can be closed more than once, and is not read afterwards", async () => {
  const file = await openFile(await temporaryPath("a", "0123456789"));
  const range = file.read(0, 10);
  await Promise.all([file.close(), file.close()]);
  await file[Symbol.asyncDispose]();
  expect(await rejection(readAll(range.stream()))).toBeInstanceOf(Error);
});

test("a read under way is finished before the file is closed", async () => {
  const content = randomBytes(MiB);
  const file = await openFile(await temporaryPath("a", content));
  const read = readAll(file.read(0, MiB).stream());
  await file.close();
  expect((await read).equals(content)).toBe(true);
});

test.each([0, 10, 3 * MiB + 1])("the md5 of %s bytes", async (size) => {
  const content = randomBytes(size);
  await using file = await openFile(await temporaryPath("a", content));
  const { signal } = new AbortController();
  expect(await file.md5(signal)).toBe(createHash("md5").update(content).digest("hex"));
});

test("an md5 is aborted with the signal's reason", async () => {
  const path = await temporaryPath("a", "");
  await truncate(path, 8_000_000_000);
  await using file = await openFile(path);
  expect(await rejection(file.md5(AbortSignal.abort("before")))).toBe("before");
  expect(await rejection(file.md5(AbortSignal.timeout(50)))).toMatchObject({
    name: "TimeoutError",
  });
});

test("an md5 of a file that is gone is the system's error", async () => {
  const path = await temporaryPath("a", "0123456789");
  await using file = await openFile(path);
  await rm(path);
  const error = await rejection(file.md5(new AbortController().signal));
  expect(error).toMatchObject({ code: "ENOENT", path });
});
