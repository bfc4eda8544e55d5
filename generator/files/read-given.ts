import { closeSync, constants, openSync, readSync } from "node:fs";
import { Socket } from "node:net";
import { InputError } from "../errors.ts";
import { codeOf, fileError } from "./file-error.ts";
import { maxSize, notAFile, readFileOf, statsOf, tooLarge } from "./read-text.ts";

/** A text that the user has named. */
export interface GivenText {
  readonly text: string;
  /** It can't be read again, and lies in no folder. */
  readonly isPiped: boolean;
}

/** What stands for standard input on a command line. */
const dash = "-";

/** How messages name a file of the command line. */
export function nameOf(file: string): string {
  return file === dash ? "standard input" : file;
}

/**
 * Reads what the user has named on the command line: a file, or `-` or a pipe, such as a shell makes of `<(…)`.
 *
 * @throws {InputError} It can't be read, is too large, or nothing comes through the pipe.
 */
export async function readGiven(file: string): Promise<GivenText> {
  if (file === dash) return { text: await readStream(process.stdin, nameOf(file)), isPiped: true };
  const stats = await statsOf(file);
  if (stats.isFile()) return { text: await readFileOf(file, stats), isPiped: false };
  // Opened by its path, it would be refused where it is a socket, as that of a child of Node's is.
  if (standardInput.has(file))
    return { text: await readStream(process.stdin, file), isPiped: true };
  if (!stats.isFIFO()) throw notAFile(file, stats);
  try {
    return { text: await readStream(readPipe(file), file), isPiped: true };
  } catch (error) {
    throw fileError(error, `${file}: can't be read`);
  }
}

const standardInput = new Set(["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** Ends at once where nobody has the pipe open for writing: opened as files are, it would wait for somebody. */
async function* readPipe(file: string): AsyncGenerator<Buffer> {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const first = readNow(descriptor);
  if (first?.length === 0) {
    closeSync(descriptor);
    return;
  }
  if (first !== undefined) yield first;
  yield* new Socket({ fd: descriptor, readable: true, writable: false }) as AsyncIterable<Buffer>;
}

/** What the pipe holds; nothing where nobody writes to it, undefined where somebody has yet to. */
function readNow(descriptor: number): Buffer | undefined {
  const buffer = Buffer.alloc(65_536);
  try {
    return buffer.subarray(0, readSync(descriptor, buffer));
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return undefined;
    throw error;
  }
}

async function readStream(stream: AsyncIterable<Buffer>, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxSize) throw tooLarge(name, `more than ${maxSize} bytes`);
  }
  if (size === 0)
    throw new InputError(
      `${name}: nothing came through the pipe`,
      "See whether the command that writes to it works, and start it first.",
    );
  return Buffer.concat(chunks).toString("utf8");
}
