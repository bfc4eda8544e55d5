import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { appendFile, chmod, mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { openFile, uploadFile } from "../../../../generated/src/node.ts";
import { bundle } from "../../../../scripts/bundle.ts";
import { readAll, rejection } from "../../support.ts";
import { MiB, temporaryPath } from "../../node/support.ts";
import { bytes, connect, contentOf } from "../support.ts";

const md5Of = (content: string | Uint8Array) => createHash("md5").update(content).digest("hex");

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
  ["a.ts", "application/typescript"],
  ["a.unknown", undefined],
])("the media type of %s is %s", async (name, type) => {
  await using file = await openFile(await temporaryPath(name, "x"));
  expect(file.type).toBe(type);
});

test("a file: URL is taken", async () => {
  const path = await temporaryPath("50% #1 é.txt", "0123456789");
  await using file = await openFile(pathToFileURL(path));
  expect(file).toMatchObject({ id: path, name: "50% #1 é.txt", size: 10 });
});

test("a name that is no UTF-8 is taken as a Buffer", async () => {
  const folder = dirname(await temporaryPath("x"));
  const path = Buffer.concat([
    Buffer.from(`${folder}/caf`),
    Buffer.from([0xe9]),
    Buffer.from(".md"),
  ]);
  await writeFile(path, "0123456789");
  await using file = await openFile(path);
  expect(file).toMatchObject({ name: "café.md", type: "text/markdown", size: 10 });
  expect(String(await readAll(file.read(2, 5).stream()))).toBe("234");
  const before = await file.fingerprint();
  expect(await file.md5(new AbortController().signal)).toBe(md5Of("0123456789"));
  await appendFile(path, "x");
  expect(await file.fingerprint()).not.toBe(before);
  await using utf8 = await openFile(Buffer.from(await temporaryPath("é", "x")));
  expect(utf8).toMatchObject({ name: "é", size: 1 });
});

test("a relative Buffer is found from the working directory", async () => {
  const folder = dirname(await temporaryPath("x"));
  const name = Buffer.from([0x61, 0xe9]);
  await writeFile(Buffer.concat([Buffer.from(`${folder}/`), name]), "0123456789");
  const from = Buffer.from(`${relative(process.cwd(), folder)}/`);
  await using file = await openFile(Buffer.concat([from, name]));
  expect(file.id).toBe(`${process.cwd()}/${String(from)}aé`);
  expect((await file.fingerprint()).split(" ")).toHaveLength(1);
});

const fifo = "is a FIFO, not a regular file; pass streamSource(createReadStream(path), { size })";
const device = fifo.replace("FIFO", "device");
const notFiles: Record<string, [want: string, make: (path: string) => unknown]> = {
  "a directory": [
    "is a directory, not a regular file; pass the path of a file",
    (path) => mkdir(path),
  ],
  "a FIFO": [fifo, (path) => execFileSync("mkfifo", [path])],
  "a link to /dev/zero": [device, (path) => symlink("/dev/zero", path)],
  "a link to /dev/null": [device, (path) => symlink("/dev/null", path)],
  "a socket": [
    "is a socket, not a regular file; pass streamSource(connect(path), { size })",
    listenAt,
  ],
  "a link to a file without a size": [
    "has content but no size; pass await readFile(path) and a filename",
    (path) => symlink("/proc/self/status", path),
  ],
};

test.each(Object.entries(notFiles))("%s is refused by its path", async (_, [want, make]) => {
  const path = await temporaryPath("x");
  await make(path);
  expect(await rejection(openFile(path))).toEqual(new TypeError(`${path} ${want}`));
});

test.each(["pipe", "file"] as const)("standard input that is a %s", async (kind) => {
  const path = await temporaryPath("a", "0123456789");
  const folder = await temporaryPath("program");
  const program = fileURLToPath(new URL("stdin-program.ts", import.meta.url));
  await bundle([program], folder);
  const from = { pipe: `cat "$1" | "$2" "$3"`, file: `"$2" "$3" < "$1"` }[kind];
  const args = ["-c", from, "sh", path, process.execPath, join(folder, "stdin-program.mjs")];
  const want = {
    pipe: "/dev/stdin is a FIFO, not a regular file; pass streamSource(process.stdin, { size })",
    file: `stdin, 10 bytes, ${md5Of("0123456789")}`,
  };
  expect(execFileSync("sh", args, { encoding: "utf8" }).trim()).toBe(want[kind]);
});

async function listenAt(path: string): Promise<void> {
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, "listening");
}

test.each([
  ["Undefined", undefined],
  ["Null", null],
  ["Object", { path: "a.txt" }],
  ["Number", 5],
])("%s is refused as a path", async (kind, path) => {
  const error = await rejection(openFile(path as never));
  expect(error).toEqual(
    new TypeError(`path must be a string, a file: URL or a Buffer, got ${kind}`),
  );
});

test("an http URL is refused as a path", async () => {
  expect(await rejection(openFile(new URL("https://u:secret@a.example/?key")))).toEqual(
    new TypeError(
      "path must be the path of a file, got a URL that starts with https:; pass await urlSource(it) to uploadFile",
    ),
  );
});

test("a file without bytes can be opened", async () => {
  await using file = await openFile(await temporaryPath("empty", ""));
  expect(file.size).toBe(0);
});

test.skipIf(process.getuid?.() !== 0)(
  "a file that may not be read is an error that names it",
  async () => {
    const path = await temporaryPath("a", "x");
    await chmod(dirname(path), 0o755);
    await chmod(path, 0o000);
    const nobody = 65_534;
    process.seteuid?.(nobody);
    const error = await rejection(openFile(path)).finally(() => process.seteuid?.(0));
    expect(error).toMatchObject({ code: "EACCES", path });
  },
);

test("a missing file is an error that names it", async () => {
  const path = await temporaryPath("missing");
  const error = await rejection(openFile(path));
  expect(error).toMatchObject({ code: "ENOENT", cause: { code: "ENOENT", syscall: "open" } });
  expect((error as Error).message).toContain(path);
});

test("a name that is too long is told of, and not printed", async () => {
  const error = await rejection(openFile("a".repeat(5000)));
  expect((error as Error).message).toBe(
    "path must be the path of a file, got 5000 characters of text; pass new Blob([it]) to upload them",
  );
});

test("the id is the path, or what the caller says", async () => {
  const path = await temporaryPath("a", "0123456789");
  await using file = await openFile(path);
  await using named = await openFile(path, { id: "job 7" });
  expect([file.id, named.id, named.name]).toEqual([path, "job 7", "a"]);
});

test.each<[unknown, string]>([
  [{ id: "" }, "id must be text to find the checkpoint by, got an empty string"],
  [{ id: 7 }, "id must be text to find the checkpoint by, got Number"],
  [{ Id: "x" }, "openFile has no option Id; did you mean id?"],
  [0, "options of openFile must be an object, got Number"],
])("the options %j are refused", async (options, problem) => {
  const path = await temporaryPath("a", "0123456789");
  expect(await rejection(openFile(path, options as never))).toEqual(new TypeError(problem));
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

describe("an upload of an open file", () => {
  const options = { purpose: "batch", partSize: 300, maxRetries: 0 } as const;
  const content = bytes(1000);
  const closed =
    "was closed before its upload settled; await the upload first, or open the file again";

  test("that is closed is refused, before anything is sent", async () => {
    const { server, uploads } = connect();
    const path = await temporaryPath("a", content);
    const file = await openFile(path, { id: "job 7" });
    await file.close();
    const error = await rejection(uploadFile(uploads, file, options));
    expect(error).toEqual(new TypeError(`${path} ${closed}`));
    expect(server.requests()).toEqual([]);
  });

  test("that is closed meanwhile fails, and is cancelled", async () => {
    const { server, uploads } = connect();
    const file = await openFile(await temporaryPath("a", content));
    const onProgress = () => void file.close();
    const error = await rejection(uploadFile(uploads, file, { ...options, onProgress }));
    expect(error).toMatchObject({ failure: "failed", cause: { name: "TypeError" } });
    expect((error as Error).message).toContain(`${file.id} ${closed}`);
    expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
  });

  test("can go on beside another of the same", async () => {
    const { server, uploads } = connect();
    await using file = await openFile(await temporaryPath("a", content));
    const done = await Promise.all(
      ["a", "b", "c"].map((filename) => uploadFile(uploads, file, { ...options, filename })),
    );
    for (const upload of done) expect((await contentOf(server, upload)).equals(content)).toBe(true);
  });
});
