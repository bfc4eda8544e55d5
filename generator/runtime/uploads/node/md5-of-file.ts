import { Worker } from "node:worker_threads";
import { throwIfAborted } from "../../abort.ts";

/** Text, since a worker can be started neither from TypeScript nor from the middle of a bundle. */
const program = `
  const { closeSync, openSync, readSync } = require("node:fs");
  const { createHash } = require("node:crypto");
  const { parentPort, workerData } = require("node:worker_threads");
  const { path, size, stop } = workerData;
  const file = openSync(path);
  const hash = createHash("md5");
  const buffer = Buffer.alloc(${2 ** 20});
  for (let read = 1, at = 0; read && at < size && !stop[0]; at += read) {
    read = readSync(file, buffer, 0, Math.min(buffer.length, size - at), at);
    hash.update(buffer.subarray(0, read));
  }
  closeSync(file);
  parentPort.postMessage(hash.digest("hex"));
`;

/**
 * Hashes the first `size` bytes of a file in a thread of its own: 8 GB take 15 seconds, in which nothing else could be
 * done. Rejects with the signal's reason when it aborts. When it settles, the thread has ended.
 */
export async function md5OfFile(path: string, size: number, signal: AbortSignal): Promise<string> {
  throwIfAborted(signal);
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const abort = () => {
    stop[0] = 1;
  };
  signal.addEventListener("abort", abort);
  const workerData = { path, size, stop };
  const worker = new Worker(program, { eval: true, execArgv: [], workerData });
  let md5 = "";
  try {
    await new Promise((resolve, reject) => {
      worker.on("message", (hex: string) => (md5 = hex));
      worker.on("error", reject).on("exit", resolve);
    });
  } finally {
    signal.removeEventListener("abort", abort);
  }
  throwIfAborted(signal);
  return md5;
}
