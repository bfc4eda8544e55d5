import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { stat, type FileHandle } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { throwIfAborted } from "../../abort.ts";
import type { Location } from "./file-path.ts";
import { tooManyOpen } from "./too-many-open.ts";

/** An open file to hash. */
export interface HashedFile extends Location {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
}

/**
 * The code of the thread. It is text, because a worker can be started neither from TypeScript nor from inside a bundle. It
 * opens the path, because not every runtime shares open files among threads, and checks that it is the same file: another
 * may have taken its place, even a FIFO.
 */
const program = `
  const { closeSync, constants, fstatSync, openSync, readSync } = require("node:fs");
  const { createHash } = require("node:crypto");
  const { parentPort, workerData } = require("node:worker_threads");
  const { path, size, dev, ino, state } = workerData;
  state[1] = 1;
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(file, { bigint: true });
    const isSame = found.dev === dev && found.ino === ino;
    const hash = createHash("md5");
    const buffer = Buffer.alloc(${2 ** 20});
    for (let read = 1, at = 0; isSame && read && at < size && !state[0]; at += read) {
      read = readSync(file, buffer, 0, Math.min(buffer.length, size - at), at);
      hash.update(buffer.subarray(0, read));
    }
    closeSync(file);
    parentPort.postMessage({ isSame, md5: hash.digest("hex") });
  } catch (error) {
    // Without help an error loses its code on the way.
    parentPort.postMessage({ failure: { ...error, message: error.message } });
  }
`;

/** The message of the thread. */
interface Found {
  readonly isSame?: boolean;
  readonly md5?: string;
  readonly failure?: { readonly message: string; readonly code?: string };
}

/** Bytes of the largest file that is hashed without a thread: starting one takes as much processor time. */
const maxInSlices = 16 * 2 ** 20;

/**
 * Hashes a file in a thread of its own: 8 GB take 15 seconds, during which nothing else could run. A small file, or any
 * where no thread can be started (Node's permission model, Electron's windows), is hashed in slices, between which other
 * code runs. Rejects with the signal's reason when it aborts. When it settles, the thread has ended.
 */
export async function md5OfFile(file: HashedFile, signal: AbortSignal): Promise<string> {
  throwIfAborted(signal);
  if (file.size <= maxInSlices) return inSlices(file, signal);
  const { found, hasBegun, end } = await inThread(file, signal);
  throwIfAborted(signal);
  const { isSame, md5, failure } = found ?? {};
  // The thread opens the file a second time, which slices need not.
  if (!hasBegun || tooManyOpen[failure?.code ?? ""]) return inSlices(file, signal);
  const { text } = file;
  if (isSame === false) throw replaced(file);
  if (md5 !== undefined) return md5;
  const cause = failure ? Object.assign(new Error(failure.message), failure) : end;
  // The system's own error about the file.
  if (/^E(?!RR_)/.test(failure?.code ?? "")) throw cause;
  const problem = `${text}: its md5 thread ended early (${String(cause)})`;
  throw new Error(`${problem}; set md5: false to do without`, { cause });
}

/** The message of the thread, whether it began at all, and how it ended. */
async function inThread(
  { path, size, handle }: HashedFile,
  signal: AbortSignal,
): Promise<{ found: Found | undefined; hasBegun: boolean; end: unknown }> {
  const { dev, ino } = await handle.stat({ bigint: true });
  // Whether the thread should end, and whether it has begun.
  const state = new Int32Array(new SharedArrayBuffer(8));
  const workerData = { path, size, dev, ino, state };
  let found: Found | undefined;
  let end: unknown;
  const abort = () => {
    state[0] = 1;
  };
  signal.addEventListener("abort", abort);
  try {
    const worker = new Worker(program, { eval: true, execArgv: [], workerData });
    worker.on("message", (message: Found) => (found = message));
    worker.on("error", (error) => (end = error));
    const code = await new Promise((resolve) => worker.on("exit", resolve));
    end ??= `exit code ${String(code)}`;
  } catch (error) {
    end = error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
  return { found, hasBegun: state[1] === 1, end };
}

/** Whether both are of the same file. Only if taken on one machine at one time: a new mount has another device. */
export function isSame(one: BigIntStats, other: BigIntStats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

function replaced({ text }: HashedFile): Error {
  return new Error(`${text} was replaced by another file; leave it in place until it is uploaded`);
}

async function inSlices(file: HashedFile, signal: AbortSignal): Promise<string> {
  const { handle, path, size } = file;
  const exact = { bigint: true } as const;
  const [opened, found] = await Promise.all([handle.stat(exact), stat(path, exact)]);
  if (!isSame(opened, found)) throw replaced(file);
  const hash = createHash("md5");
  const buffer = Buffer.allocUnsafe(Math.min(2 ** 18, size));
  for (let read = 1, at = 0; read && at < size; at += read) {
    throwIfAborted(signal);
    const length = Math.min(buffer.length, size - at);
    read = (await handle.read(buffer, 0, length, at)).bytesRead;
    hash.update(buffer.subarray(0, read));
  }
  throwIfAborted(signal);
  return hash.digest("hex");
}
