// Hand-written. Copied from generator/runtime/uploads/command/look.ts; edit it there.
import { stat } from "node:fs/promises";

const problems: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ELOOP: "its links lead back to themselves",
  ENAMETOOLONG: "the path is too long",
};

const otherUrl = "; of an object in a store, pass a presigned URL with --urls-from";

/** A file that can't be read, however often it is tried. */
export class Unreadable extends Error {}

/** Bytes of a file. Throws an Unreadable if it isn't a file, or can't be read. */
export async function sizeOf(file: string): Promise<number> {
  const stats = await stat(file).catch((error: unknown) => {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const isUrl = code === "ENOENT" && /^[a-z][\w+.-]+:\/\//i.test(file);
    throw new Unreadable((problems[code] ?? message) + (isUrl ? otherUrl : ""), { cause: error });
  });
  if (stats.isDirectory()) throw new Unreadable("a folder, not a file; pass the files in it");
  if (!stats.isFile())
    throw new Unreadable("not a regular file; pipe it in, and pass - with --bytes");
  return stats.size;
}
