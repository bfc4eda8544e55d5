import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { fileCheckpoints, uploadFile } from "../../../../generated/src/node.ts";
import { descriptorsAt, temporaryPath } from "../../node/support.ts";
import { rejection } from "../../support.ts";
import { bytes, connect, contentOf, operations } from "../support.ts";

const content = bytes(1000);
const options = { purpose: "batch", partSize: 300 } as const;

/** An upload that has failed waits for the thread of its md5 for a moment only: a read can't be interrupted. */
async function expectNoneOpen(path: string): Promise<void> {
  await expect.poll(() => descriptorsAt(path)).toBe(0);
}

const forms: Record<string, (path: string) => string | URL> = {
  "an absolute path": (path) => path,
  "a relative path": (path) => relative(process.cwd(), path),
  "a file: URL": (path) => pathToFileURL(path),
};

test.each(Object.entries(forms))("%s is uploaded whole, and closed", async (_, form) => {
  const { server, uploads } = connect();
  const path = await temporaryPath("50% #1 é.jsonl", content);
  const seen: number[] = [];
  const upload = await uploadFile(uploads, form(path), {
    ...options,
    onProgress: () => seen.push(descriptorsAt(path)),
  });
  expect((await contentOf(server, upload)).equals(content)).toBe(true);
  expect(server.uploads()).toMatchObject([
    { filename: "50% #1 é.jsonl", mime_type: "text/jsonl", status: "completed" },
  ]);
  expect(seen.every((count) => count >= 1)).toBe(true);
  expect(descriptorsAt(path)).toBe(0);
});

test("its md5 goes to the completion", async () => {
  const { server, uploads } = connect();
  const completeUpload = vi.spyOn(uploads, "completeUpload");
  await uploadFile(uploads, await temporaryPath("a", content), options);
  const md5 = createHash("md5").update(content).digest("hex");
  expect(completeUpload.mock.calls).toMatchObject([
    [expect.anything(), { md5 }, expect.anything()],
  ]);
  expect(server.uploads()).toMatchObject([{ status: "completed" }]);
});

test("an upload by path is gone on with, like one of openFile", async () => {
  const checkpoint = fileCheckpoints(await temporaryPath("checkpoints"));
  const path = await temporaryPath("a.jsonl", content);
  const { server, uploads } = connect();
  const controller = new AbortController();
  const given = { ...options, concurrency: 1, checkpoint };
  const onProgress = ({ partsDone }: { partsDone: number }) => {
    if (partsDone === 2) controller.abort();
  };
  const { signal } = controller;
  await rejection(uploadFile(uploads, path, { ...given, signal, onProgress }));
  const upload = await uploadFile(uploads, pathToFileURL(path), given);
  expect((await contentOf(server, upload)).equals(content)).toBe(true);
  expect(server.uploads()).toHaveLength(1);
});

const reason = new Error("enough");
const failures: Record<string, [given: object, want: object]> = {
  "a wrong option": [{ partSize: 0 }, { name: "TypeError" }],
  another: [{ concurrency: 0 }, { name: "TypeError" }],
  "a filename that can't be": [{ filename: "\0" }, { name: "TypeError" }],
  "a checkpoint that can't be read": [
    {
      checkpoint: {
        get: () => Promise.reject(reason),
        set: () => undefined,
        delete: () => undefined,
      },
    },
    { failure: "failed", cause: reason },
  ],
  "a hook that throws": [
    {
      onProgress: () => {
        throw reason;
      },
    },
    { failure: "failed", cause: reason },
  ],
  "a hash that throws": [
    {
      md5: () => {
        throw reason;
      },
    },
    { name: "TypeError", cause: reason },
  ],
  "a signal that has aborted": [{ signal: AbortSignal.abort(reason) }, reason],
};

test.each(Object.entries(failures))("%s leaves no file open", async (_, [given, want]) => {
  const { uploads } = connect();
  const path = await temporaryPath("a.jsonl", content);
  expect(await rejection(uploadFile(uploads, path, { ...options, ...given }))).toMatchObject(want);
  await expectNoneOpen(path);
});

test("an empty file is told as such, and is closed", async () => {
  const { uploads } = connect();
  const path = await temporaryPath("a.jsonl", "");
  const error = await rejection(uploadFile(uploads, path, options));
  expect(error).toMatchObject({ name: "UploadError", failure: "empty" });
  expect(descriptorsAt(path)).toBe(0);
});

test.each([0, 1, 2, 3, 4, 5, 6, 8])(
  "an abort after %i turns sends nothing after it, and leaves no file open",
  async (turns) => {
    const { server, uploads } = connect();
    const path = await temporaryPath("a.jsonl", content);
    const controller = new AbortController();
    const { signal } = controller;
    const uploading = uploadFile(uploads, path, { ...options, signal }).catch(
      (error: unknown) => error,
    );
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
    const isDone = server.uploads()[0]?.status === "completed";
    controller.abort(reason);
    const sent = server.requests().length;
    const outcome = await uploading;
    // What is done can't be aborted any more.
    if (!isDone) expect(outcome).toBe(reason);
    const later = operations(server).slice(sent);
    expect(later.filter((operation) => operation !== "cancel")).toEqual([]);
    await expectNoneOpen(path);
  },
);

describe("a text that leads to no file is refused", () => {
  const long = "word ".repeat(2000);
  const missing = "no such file; pass the path of one (for text, new Blob([it]))";
  const wants = "path must be the path of a file, got";
  const asText = "pass new Blob([it]) to upload them";
  const ranged = "pass await urlSource(it) to uploadFile";
  const fetched = "pass await (await fetch(it)).blob() to uploadFile";
  test.each<[string, string]>([
    ["missing/a.jsonl", `${resolve("missing/a.jsonl")}: ${missing}`],
    ["package.json/a", `${resolve("package.json/a")}: ${missing}`],
    ["hello world", `${resolve("hello world")}: ${missing}`],
    ["", "path must be the path of a file, got an empty string"],
    ['{"a":1}\n{"a":2}\n', `${wants} 16 characters of text; ${asText}`],
    [long, `${wants} 10000 characters of text; ${asText}`],
    ["a\0b", `${wants} 3 characters of text; ${asText}`],
    ["https://u:secret@a.example/?key", `${wants} a URL that starts with https:; ${ranged}`],
    ["data:,secret", `${wants} a URL that starts with data:; ${fetched}`],
    [
      "file:///a.jsonl",
      "path must be a path or a URL object, got a file: URL as a string; pass new URL(it)",
    ],
    ["~/a.jsonl", "path must be spelled out, got ~, which only a shell expands"],
  ])("%j", async (text, problem) => {
    const { server, uploads } = connect();
    const error = await rejection(uploadFile(uploads, text, options));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(problem);
    expect(server.requests()).toEqual([]);
  });

  test.each(["http://a.example/a", "https://u:secret@a.example/?key"])(
    "%s as a URL",
    async (url) => {
      const { uploads } = connect();
      const error = await rejection(uploadFile(uploads, new URL(url), options));
      const { protocol } = new URL(url);
      expect(error).toEqual(
        new TypeError(`${wants} a URL that starts with ${protocol}; ${ranged}`),
      );
    },
  );

  test("with the code of the system", async () => {
    const { uploads } = connect();
    const error = await rejection(uploadFile(uploads, "missing/a.jsonl", options));
    expect(error).toMatchObject({ code: "ENOENT", cause: { code: "ENOENT" } });
  });

  test("but not when there is such a file", async () => {
    const { server, uploads } = connect();
    const folder = dirname(await temporaryPath("x"));
    await writeFile(join(folder, "data:\n,~"), content);
    const upload = await uploadFile(uploads, join(folder, "data:\n,~"), options);
    expect(upload.filename).toBe("data:\ufffd,~");
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
  });
});

test("a file: URL of another host, or of a folder, is refused", async () => {
  const { uploads } = connect();
  const host = await rejection(uploadFile(uploads, new URL("file://host/a.txt"), options));
  expect(host).toMatchObject({ name: "TypeError", code: "ERR_INVALID_FILE_URL_HOST" });
  const folder = dirname(await temporaryPath("x"));
  const error = await rejection(uploadFile(uploads, pathToFileURL(folder), options));
  expect(error).toEqual(
    new TypeError(`${folder} is a directory, not a regular file; pass the path of a file`),
  );
});

test("a link is followed, and a broken one told of", async () => {
  const { server, uploads } = connect();
  const path = await temporaryPath("a.jsonl", content);
  const link = join(dirname(path), "b.txt");
  await symlink(path, link);
  const upload = await uploadFile(uploads, link, options);
  expect(upload.filename).toBe("b.txt");
  expect((await contentOf(server, upload)).equals(content)).toBe(true);
  const broken = join(dirname(path), "broken");
  await symlink(join(dirname(path), "missing"), broken);
  expect(await rejection(uploadFile(uploads, broken, options))).toMatchObject({ code: "ENOENT" });
});

test("a FIFO and a folder are closed again", async () => {
  const { uploads } = connect();
  const fifo = await temporaryPath("fifo");
  execFileSync("mkfifo", [fifo]);
  const folder = await temporaryPath("folder");
  await mkdir(folder);
  for (const path of [fifo, folder]) {
    expect(await rejection(uploadFile(uploads, path, options))).toBeInstanceOf(TypeError);
    expect(descriptorsAt(path)).toBe(0);
  }
});
