// Hand-written. Copied from generator/runtime/uploads/node/file-path.ts; edit it there.
import { isUtf8 } from "node:buffer";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { bytesOf, kindOf, invalid } from "../../body.ts";

/** What names a file to Node's `fs`. A name that is no UTF-8 can be told by its bytes only. */
export type FilePath = string | URL | Uint8Array;

/** Where a file is. */
export interface Location {
  /** Absolute, as `fs` takes it. */
  readonly path: string | Buffer;
  /** The same for people. */
  readonly text: string;
}

/** Throws a TypeError for what can't be a path. */
export function locate(given: FilePath): Location {
  if (given === "") throw invalid("path", "an empty string", "the path of a file");
  if (typeof given === "string") return atText(given);
  const bytes = bytesOf(given);
  if (bytes) return atBytes(Buffer.from(bytes));
  if (kindOf(given) !== "URL")
    throw invalid("path", kindOf(given), "a string, a file: URL or a Buffer");
  const { protocol } = given as URL;
  if (protocol !== "file:") throw notAFile(protocol);
  return atText(fileURLToPath(given as URL));
}

/** A TypeError for the URL of what is no file. The rest of the URL may hold a secret. */
export function notAFile(protocol: string): TypeError {
  const remedy = "pass await (await fetch(it)).blob() to uploadFile";
  return invalid("path", `a URL that starts with ${protocol}; ${remedy}`, "the path of a file");
}

function atText(path: string): Location {
  const absolute = resolve(path);
  return { path: absolute, text: absolute };
}

function atBytes(bytes: Buffer): Location {
  if (isUtf8(bytes)) return atText(String(bytes));
  const isAbsolute = bytes[0] === sep.charCodeAt(0);
  const path = isAbsolute ? bytes : Buffer.concat([Buffer.from(process.cwd() + sep), bytes]);
  // Every byte a character of its own: another path has another text.
  return { path, text: path.toString("latin1") };
}
