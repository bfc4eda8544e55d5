import { execFileSync } from "node:child_process";
import { appendFile, rename, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openFile } from "../../../../generated/src/node.ts";
import { temporaryPath } from "../../node/support.ts";

const changes: Record<string, (path: string) => Promise<unknown>> = {
  "other bytes of the same length": (path) => writeFile(path, "9876543210"),
  "more bytes": (path) => appendFile(path, "x"),
  "fewer bytes": (path) => truncate(path, 5),
  "another time": (path) => utimes(path, 1, 1),
  "another file of the same size and time in its place": async (path) => {
    const other = join(dirname(path), "other");
    await writeFile(other, "9876543210");
    await utimes(other, 1000, 1000);
    await rename(other, path);
  },
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

test("a copy with the same size and time has the same fingerprint, wherever it lies", async () => {
  const path = await temporaryPath("a", "0123456789");
  const copy = await temporaryPath("b");
  execFileSync("cp", ["-p", path, copy]);
  await using file = await openFile(path);
  await using copied = await openFile(copy);
  expect(await copied.fingerprint()).toBe(await file.fingerprint());
});

test("a link is the file it leads to", async () => {
  const path = await temporaryPath("a", "0123456789");
  const link = `${path}.link`;
  await symlink(path, link);
  await using file = await openFile(path);
  await using linked = await openFile(link);
  expect(await linked.fingerprint()).toBe(await file.fingerprint());
});
