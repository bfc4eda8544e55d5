// Hand-written. Copied from generator/runtime/uploads/node/checkpoint-file.ts; edit it there.
import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UnusableCheckpoint } from "../checkpoint.ts";

/** Bytes of the largest checkpoint. One for 8 GB in parts of 16 KiB takes half of this. */
const maxSize = 64 * 2 ** 20;

/** Milliseconds after which a temporary file counts as a leftover. */
const maxAge = 3_600_000;

const temporaryName = /^[\da-f]{64}\.json\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * The text of a file that nobody else can have written; undefined if there is no file. Only regular files of this user are
 * accepted: a FIFO, a device, or a file that others can write to, is an UnusableCheckpoint and not read.
 */
export async function readOwn(path: string): Promise<string | undefined> {
  const file = await openToRead(path);
  if (!file) return undefined;
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw withCode("EISDIR", `${path} is a folder`);
    if (!stats.isFile()) throw new UnusableCheckpoint(`${path} is not a regular file`);
    if (stats.size > maxSize)
      throw new UnusableCheckpoint(`${path} is too large (${stats.size} bytes)`);
    await checkOwner(path, stats);
    return await readText(file, stats.size);
  } finally {
    await file.close();
  }
}

async function openToRead(path: string): Promise<FileHandle | undefined> {
  try {
    // A FIFO would otherwise wait for a writer.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    // From opening a socket, or a device that doesn't exist.
    if (code === "ENXIO") throw new UnusableCheckpoint(`${path} is not a regular file`);
    throw error;
  }
}

/** Reads no more than the size: some system files never end. */
async function readText(file: FileHandle, size: number): Promise<string> {
  const bytes = Buffer.alloc(size);
  let at = 0;
  for (let read = 1; read > 0 && at < size; at += read)
    read = (await file.read(bytes, at, size - at, at)).bytesRead;
  return bytes.toString("utf8", 0, at);
}

/** Whoever can write a checkpoint controls which Parts make up this user's File. */
async function checkOwner(path: string, { mode, uid }: Stats): Promise<void> {
  const me = process.getuid?.();
  const isClosed = (mode & 0o022) === 0 && (uid === me || uid === 0);
  // On Windows, modes mean nothing.
  if (me === undefined || isClosed) return;
  // On some disks neither do owners (FAT, SMB, Windows folders in WSL): all files have the same owner and mode.
  const fresh = await probe(path);
  if (fresh?.mode === mode && fresh.uid === uid) return;
  const what = `it belongs to user ${uid}, with mode ${(mode & 0o777).toString(8)}`;
  throw new UnusableCheckpoint(
    `others may have written ${path}: ${what}; use a folder that only you can write to`,
  );
}

/** Owner and mode of a file newly created in the same folder. */
async function probe(path: string): Promise<Stats | undefined> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, "wx", 0o600);
    return await file.stat().finally(() => file.close());
  } catch {
    return undefined;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Writes a file that only this user can read, atomically. Creates its folder. */
export async function writeOwn(path: string, text: string): Promise<void> {
  if (Buffer.byteLength(text) > maxSize)
    throw withCode("EFBIG", `a checkpoint can have at most ${maxSize} bytes`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Deletes temporary files left by processes that were killed while writing: all of the given file, and any others in the
 * folder that are an hour old. Never rejects.
 */
export async function removeLeftovers(folder: string, path = ""): Promise<void> {
  const own = basename(path);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!temporaryName.test(name)) continue;
    const leftover = join(folder, name);
    const isOld = async () => Date.now() - (await lstat(leftover)).mtimeMs > maxAge;
    const remove = async () => {
      if ((own && name.startsWith(`${own}.`)) || (await isOld())) await rm(leftover);
    };
    await remove().catch(() => undefined);
  }
}

function withCode(code: string, problem: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${problem}`), { code });
}
