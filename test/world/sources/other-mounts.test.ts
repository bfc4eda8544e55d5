/** A file that lies elsewhere when it is resumed: on another mount, as after a container's restart, or on another disk. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openFile, uploadFile, type UploadFileOptions } from "../../../generated/src/node.ts";
import type { Dialect } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection } from "../../runtime/support.ts";
import { bytes, connect, contentOf, operations } from "../../runtime/uploads/support.ts";

const content = bytes(1000);
const options = { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0 } as const;
const resumed = ["uploads", "parts", "parts", "parts", "parts", "parts", "complete"];

function mount(...args: string[]): void {
  execFileSync("mount", args, { stdio: "pipe" });
  onTestFinished(() => void execFileSync("umount", ["-l", args.at(-1) ?? ""]));
}

const canMount = (() => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    execFileSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", tmpdir()], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
})();

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mounts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** An upload that breaks after two parts of four, and the next one with the same checkpoint, which may find the file elsewhere. */
function journey(dialects: Dialect[] = []) {
  const faults = ({ index }: { index: number }) =>
    index === 3 ? ({ kind: "reset", afterBytes: 0 } as const) : undefined;
  const { server, uploads } = connect({ faults, dialects });
  const checkpoint = new Map<string, never>();
  const restarts: string[] = [];
  const onRestart = (reason: string) => restarts.push(reason);
  const upload = async (
    path: string,
    id?: string,
    given: Partial<UploadFileOptions<"batch">> = {},
  ) => {
    await using source = await openFile(path, { ...(id !== undefined && { id }) });
    return await uploadFile(uploads, source, { ...options, checkpoint, onRestart, ...given });
  };
  return { server, upload, restarts };
}

describe.skipIf(!canMount)("a checkpoint made on one mount is gone on from on another", () => {
  /** A file in an image, and containers that are started from it: each has a layer of its own to write to. */
  async function containers() {
    const folder = await temporaryFolder();
    const image = join(folder, "image");
    await mkdir(image);
    await writeFile(join(image, "a.txt"), content);
    return async (name: string, at: string) => {
      const [upper, work] = [join(folder, `${name}-upper`), join(folder, `${name}-work`)];
      for (const it of [upper, work, at]) await mkdir(it, { recursive: true });
      const layers = `lowerdir=${image},upperdir=${upper},workdir=${work}`;
      mount("-t", "overlay", "overlay", "-o", layers, at);
      return join(at, "a.txt");
    };
  }

  test("at the same path, as in a container that was started again", async () => {
    const start = await containers();
    const at = join(await temporaryFolder(), "data");
    const { server, upload, restarts } = journey();
    const path = await start("first", at);
    const { dev } = await stat(path);
    await rejection(upload(path));
    await start("second", at);
    expect((await stat(path)).dev).not.toBe(dev);
    const done = await upload(path);
    expect(operations(server)).toEqual(resumed);
    expect(restarts).toEqual([]);
    expect((await contentOf(server, done)).equals(content)).toBe(true);
  });

  test("at another path, by the id that the caller gives", async () => {
    const start = await containers();
    const folder = await temporaryFolder();
    const { server, upload, restarts } = journey();
    await rejection(upload(await start("first", join(folder, "one")), "job 7"));
    const done = await upload(await start("second", join(folder, "other")), "job 7");
    expect(operations(server)).toEqual(resumed);
    expect(restarts).toEqual([]);
    expect((await contentOf(server, done)).equals(content)).toBe(true);
  });
});

/** Copies a file to another folder, on another disk if there is one, with its time. */
async function copy(path: string): Promise<string> {
  const memory = await stat("/dev/shm").catch(() => undefined);
  const folder = await mkdtemp(join(memory?.isDirectory() ? "/dev/shm" : tmpdir(), "copy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  execFileSync("cp", ["-p", path, folder]);
  return join(folder, "a.txt");
}

async function original(): Promise<string> {
  const path = join(await temporaryFolder(), "a.txt");
  await writeFile(path, content);
  return path;
}

test("a copy on another disk, with its time, is gone on with by the id that the caller gives", async () => {
  const { server, upload, restarts } = journey();
  const path = await original();
  await rejection(upload(path, "job 7"));
  const done = await upload(await copy(path), "job 7");
  expect(operations(server)).toEqual(resumed);
  expect(restarts).toEqual([]);
  expect((await contentOf(server, done)).equals(content)).toBe(true);
});

test("without an id, or with another time, it starts over and says why", async () => {
  const { server, upload, restarts } = journey();
  const path = await original();
  await rejection(upload(path, "job 7"));
  const copied = await copy(path);
  await utimes(copied, 1, 1);
  await upload(copied, "job 7");
  expect(restarts).toEqual(["changed since the checkpoint: the file itself"]);
  expect(server.uploads()).toMatchObject([{ status: "pending" }, { status: "completed" }]);
});

describe("another content of the same size and time, copied to where it is gone on with,", () => {
  const other = bytes(1001).subarray(1);

  /** Uploads two parts of the one and two of the other. */
  async function mix(dialects: Dialect[], given?: Partial<UploadFileOptions<"batch">>) {
    const { server, upload } = journey(dialects);
    const path = await original();
    await rejection(upload(path, "job 7"));
    const replacement = await original();
    await writeFile(replacement, other);
    execFileSync("touch", ["-r", path, replacement]);
    const done = upload(await copy(replacement), "job 7", given);
    return { server, done };
  }

  test("is an error where the server compares the md5", async () => {
    const { server, done } = await mix([]);
    expect(await rejection(done)).toMatchObject({ name: "UploadError", failure: "checksum" });
    expect(server.uploads().filter(({ status }) => status === "completed")).toEqual([]);
  });

  test.each<[string, Dialect[], Partial<UploadFileOptions<"batch">>?]>([
    ["the server ignores the md5", ["md5-is-ignored"]],
    ["none is sent", [], { md5: false }],
  ])("is a mix where %s, as the guide says", async (_, dialects, given) => {
    const { server, done } = await mix(dialects, given);
    const mixed = Buffer.concat([content.subarray(0, 600), other.subarray(600)]);
    expect((await contentOf(server, await done)).equals(mixed)).toBe(true);
  });
});
