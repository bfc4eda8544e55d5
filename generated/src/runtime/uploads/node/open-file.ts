// Hand-written. Copied from generator/runtime/uploads/node/open-file.ts; edit it there.
import type { Stats } from "node:fs";
import { constants, open, stat, type FileHandle } from "node:fs/promises";
import { invalid, kindOf } from "../../body.ts";
import { checkNames } from "../../option-names.ts";
import { locate, notAFile, type FilePath, type Location } from "./file-path.ts";
import { FileSource } from "./file-source.ts";
import { tooManyOpen } from "./too-many-open.ts";

/** How `openFile` opens a file. */
export interface OpenFileOptions {
  /**
   * What a checkpoint is found by, instead of the path: for a file that may have another path the next time, on another
   * mount or machine.
   * @default the absolute path
   */
  readonly id?: string | undefined;
}

/**
 * Opens a file for upload. Close it with `await using` or `close()`. `uploadFile` opens and closes a file by itself if you
 * pass it the path.
 *
 * @param path The file's path, its `file:` URL, or the bytes of a path that isn't UTF-8.
 * @param options An `id` for checkpoints.
 * @throws {TypeError} The path is not a regular file's; the message says what to pass instead.
 * @throws {Error} The system's error, if the file can't be opened; if too many files are open, it says what to do.
 * @example
 * const uploads = new UploadsApi(createClient());
 * const source = await openFile("training.jsonl");
 * try {
 *   console.log(source.size, source.type);
 *   await uploadFile(uploads, source, { purpose: "fine-tune" });
 * } finally {
 *   await source.close();
 * }
 */
export async function openFile(path: FilePath, options: OpenFileOptions = {}): Promise<FileSource> {
  checkNames("openFile", options, { id: 1 } satisfies Record<keyof OpenFileOptions, 1>);
  const { id } = options;
  if (id !== undefined && (typeof id !== "string" || !id))
    throw invalid(
      "id",
      id === "" ? "an empty string" : kindOf(id),
      "text to find the checkpoint by",
    );
  const location = locate(path);
  const handle = await openAt(location, path);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw notRegular(location, stats);
    if (stats.size === 0) await checkEmpty(handle, location);
    const file = { path: location.text, handle, buffers: [] };
    return new FileSource(file, stats.size, location.path, id);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openAt(location: Location, given: FilePath): Promise<FileHandle> {
  try {
    // Opening a FIFO would otherwise wait for a writer.
    return await open(location.path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (thrown) {
    const error = withRemedy(thrown);
    // Sockets, and directories on Windows, can't be opened in the first place.
    const found = await stat(location.path).catch(() => undefined);
    if (found && !found.isFile()) throw notRegular(location, found);
    throw found ? error : unopened(location, given, error);
  }
}

/** The system's error, with what to do if too many files are open. */
function withRemedy(error: unknown): unknown {
  const { code = "", message } = Object(error) as NodeJS.ErrnoException;
  const remedy = tooManyOpen[code];
  if (!remedy) return error;
  return Object.assign(new Error(`${message}; ${remedy}`, { cause: error }), error);
}

/** Says what to pass instead of a path that doesn't exist, which may be the content of a file or a URL. */
function unopened({ text }: Location, given: FilePath, error: unknown): unknown {
  const { code = "" } = Object(error) as { code?: string };
  const isMissing = code === "ENOENT" || code === "ENOTDIR";
  const isNoPath = code === "ENAMETOOLONG" || code === "ERR_INVALID_ARG_VALUE";
  const refusal = isMissing || isNoPath ? notAPath(given, isNoPath) : undefined;
  if (refusal || !isMissing) return refusal ?? error;
  const remedy = typeof given === "string" ? " (for text, new Blob([it]))" : "";
  const missing = new TypeError(`${text}: no such file; pass the path of one${remedy}`, {
    cause: error,
  });
  return Object.assign(missing, { code });
}

function notAPath(given: FilePath, isNoPath: boolean): TypeError | undefined {
  if (typeof given !== "string") return undefined;
  const [protocol] = /^(https?|data|blob|file):/i.exec(given) ?? [];
  if (protocol?.toLowerCase() === "file:")
    return invalid("path", "a file: URL as a string; pass new URL(it)", "a path or a URL object");
  if (protocol) return notAFile(protocol);
  if (/^~[/\\]/.test(given)) return invalid("path", "~, which only a shell expands", "spelled out");
  if (!isNoPath && !/\p{Cc}/u.test(given)) return undefined;
  // The text may be long, or a secret.
  const problem = `${given.length} characters of text; pass new Blob([it]) to upload them`;
  return invalid("path", problem, "the path of a file");
}

function notRegular({ text }: Location, stats: Stats): TypeError {
  const problem = (kind: string, remedy: string) =>
    new TypeError(`${text} is a ${kind}, not a regular file; pass ${remedy}`);
  if (stats.isDirectory()) return problem("directory", "the path of a file");
  const streamed = (stream: string) =>
    `streamSource(${text === "/dev/stdin" ? "process.stdin" : stream}, { size })`;
  if (stats.isSocket()) return problem("socket", streamed("connect(path)"));
  return problem(stats.isFIFO() ? "FIFO" : "device", streamed("createReadStream(path)"));
}

/** Files in /proc have no size, whatever they contain. */
async function checkEmpty(handle: FileHandle, { text }: Location): Promise<void> {
  const { bytesRead } = await handle.read(new Uint8Array(1), 0, 1, 0);
  if (bytesRead === 0) return;
  const remedy = "await readFile(path) and a filename";
  throw new TypeError(`${text} has content but no size; pass ${remedy}`);
}
