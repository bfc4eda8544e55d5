/** What `fileCheckpoints` does where something else is in the place of a checkpoint, or of its folder. */
import { execFileSync } from "node:child_process";
import { chmod, chown, mkdir, readdir, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fileCheckpoints, openFile, uploadFile } from "../../../../generated/src/node.ts";
import { temporaryPath } from "../../node/support.ts";
import { rejection } from "../../support.ts";
import { bytes, connect, contentOf, operations } from "../support.ts";

const content = bytes(1000);
const options = {
  purpose: "batch",
  partSize: 300,
  concurrency: 1,
  maxRetries: 0,
  md5: false,
} as const;
const isRoot = process.getuid?.() === 0;
const onWindows = process.platform === "win32";

/** An upload that has failed after two parts, the file of its checkpoint, and a way to call it again. */
async function interrupted() {
  const { server, uploads } = connect({
    faults: ({ index }) => (index === 3 ? { kind: "reset", afterBytes: 0 } : undefined),
  });
  const path = await temporaryPath("a.txt", content);
  const folder = join(dirname(path), "c");
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  const upload = async () => {
    await using source = await openFile(path);
    const checkpoint = fileCheckpoints(folder);
    return await uploadFile(uploads, source, { ...options, checkpoint, onRestart });
  };
  await rejection(upload());
  const [name = ""] = await readdir(folder);
  return { server, upload, reasons, folder, file: join(folder, name) };
}

async function replace(file: string, make: () => unknown): Promise<void> {
  execFileSync("rm", [file]);
  await make();
}

const special: [string, (file: string) => unknown, RegExp][] = [
  ["a FIFO", (file) => execFileSync("mkfifo", [file]), /json is not a regular file$/],
  ["a link to a device", (file) => symlink("/dev/zero", file), /json is not a regular file$/],
  ["a link to a terminal", (file) => symlink("/dev/tty", file), /json is not a regular file$/],
  [
    "a socket",
    async (file) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(file, resolve));
      onTestFinished(() => void server.close());
    },
    /json is not a regular file$/,
  ],
  [
    "a file of a terabyte",
    async (file) => {
      await writeFile(file, "{");
      await truncate(file, 2 ** 40);
    },
    /json is too large \(1099511627776 bytes\)$/,
  ],
  ["a file of nothing", (file) => writeFile(file, "\0".repeat(100)), /can't be read: not JSON$/],
];

describe.skipIf(onWindows)("in the place of a checkpoint", () => {
  test.each(special)(
    "%s is told, and replaced: the upload starts over",
    async (_, make, reason) => {
      const { server, upload, reasons, file, folder } = await interrupted();
      await replace(file, () => make(file));
      const completed = await upload();
      expect(reasons).toEqual([expect.stringMatching(reason)]);
      expect((await contentOf(server, completed)).equals(content)).toBe(true);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test("a folder is an error, before anything is sent", async () => {
    const { server, upload, file, folder } = await interrupted();
    await replace(file, () => mkdir(file));
    const before = operations(server).length;
    const error = await rejection(upload());
    expect(error).toMatchObject({ name: "UploadError", failure: "failed" });
    expect((error as Error).message).toBe(
      `checkpoint.get failed: checkpoints in ${folder}: Error: EISDIR: ${file} is a folder; ` +
        "move it out of the way, or use another folder",
    );
    expect(operations(server)).toHaveLength(before);
  });

  test("a link that leads back to itself is an error, before anything is sent", async () => {
    const { server, upload, file, folder } = await interrupted();
    await replace(file, () => symlink(file, file));
    const before = operations(server).length;
    const error = await rejection(upload());
    expect(error).toMatchObject({ name: "UploadError", failure: "failed" });
    expect((error as Error).message).toMatch(
      `checkpoint.get failed: checkpoints in ${folder}: Error: ELOOP`,
    );
    expect((error as Error).message).toMatch(/; a link leads back to itself: use another folder$/);
    expect(operations(server)).toHaveLength(before);
  });
});

describe.skipIf(onWindows)("a checkpoint that others may have written", () => {
  test.each([0o666, 0o620, 0o602, 0o660])("by its mode, %o, is not gone on from", async (mode) => {
    const { server, upload, reasons, file } = await interrupted();
    await chmod(file, mode);
    const completed = await upload();
    const { uid } = await stat(dirname(file));
    expect(reasons).toEqual([
      `others may have written ${file}: it belongs to user ${uid}, with mode ${mode.toString(8)}; ` +
        "use a folder that only you can write to",
    ]);
    expect((await contentOf(server, completed)).equals(content)).toBe(true);
    expect(server.uploads()).toHaveLength(2);
  });

  test.runIf(isRoot)("since it is another user's is not gone on from", async () => {
    const { server, upload, reasons, file } = await interrupted();
    await chown(file, 1000, 1000);
    await upload();
    expect(reasons).toEqual([expect.stringContaining("it belongs to user 1000, with mode 600")]);
    expect(server.uploads()).toHaveLength(2);
  });

  test.each([0o600, 0o644, 0o400])("but not by its mode, %o, is gone on from", async (mode) => {
    const { server, upload, reasons, file, folder } = await interrupted();
    await chmod(file, mode);
    // As a group's folder, or a container's volume.
    await chmod(folder, 0o777);
    await upload();
    expect(reasons).toEqual([]);
    expect(server.uploads()).toHaveLength(1);
  });
});

describe.skipIf(onWindows)(
  "a folder that can't be used is an error that names it, and what to do",
  () => {
    test.each<[string, (path: string) => string | Promise<string>, string, string]>([
      [
        "in a file",
        async (path) => {
          await writeFile(path, "");
          return join(path, "c");
        },
        "ENOTDIR",
        "a file is in the way: use another folder",
      ],
      [
        "with a long name",
        (path) => join(dirname(path), "c".repeat(300)),
        "ENAMETOOLONG",
        "use a folder with a shorter path",
      ],
      [
        "behind a link to itself",
        async (path) => {
          await symlink(path, path);
          return join(path, "c");
        },
        "ELOOP",
        "a link leads back to itself: use another folder",
      ],
    ])("%s", async (_, make, code, remedy) => {
      const folder = await make(await temporaryPath("f"));
      const store = fileCheckpoints(folder);
      const value = { version: 1, uploadId: "u", expiresAt: 1, identity: {}, parts: {} } as const;
      for (const act of [() => store.get("key"), () => store.set("key", value)]) {
        const error = (await rejection(act())) as Error;
        expect(error.message).toMatch(`checkpoints in ${folder}: Error: ${code}: `);
        expect(error.message.endsWith(`; ${remedy}`)).toBe(true);
        expect(error.cause).toMatchObject({ code });
      }
      const { server, uploads } = connect();
      await using source = await openFile(await temporaryPath("a.txt", content));
      const error = await rejection(uploadFile(uploads, source, { ...options, checkpoint: store }));
      expect(error).toMatchObject({
        name: "UploadError",
        failure: "failed",
        cause: { cause: { code } },
      });
      expect(operations(server)).toEqual([]);
    });

    test.skipIf(isRoot)("of another user", async () => {
      const folder = await temporaryPath("c");
      await mkdir(folder, { mode: 0o000 });
      expect(await rejection(fileCheckpoints(folder).get("key"))).toMatchObject({
        message: expect.stringMatching(
          /EACCES.*; use a folder that this user can read and write$/,
        ) as string,
      });
    });
  },
);
