// Hand-written. Copied from generator/runtime/uploads/node/file-path.ts; edit it there.
import { isUtf8 } from "node:buffer";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { bytesOf, kindOf, invalid } from "../../body.ts";

/** A path as Node's `fs` accepts it. A name that isn't UTF-8 can only be given as bytes. */
export type FilePath = string | URL | Uint8Array;

/** Where a file is. */
export interface Location {
  /** Absolute, as `fs` takes it. */
  readonly path: string | Buffer;
  /** The same for messages. */
  readonly text: string;
}

/** Throws a TypeError for anything that can't be a path. */
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

/** A TypeError for a URL that isn't a file's. The rest of the URL may be secret. */
export function notAFile(protocol: string): TypeError {
  const isWeb = /^https?:$/i.test(protocol);
  const source = isWeb ? "urlSource(it)" : "(await fetch(it)).blob()";
  const remedy = `pass await ${source} to uploadFile`;
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
  // Each byte becomes a character, so that different paths have different texts.
  return { path, text: path.toString("latin1") };
}
