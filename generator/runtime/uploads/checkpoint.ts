import { bytesOf, kindOf } from "../body.ts";
import { line } from "../text.ts";
import { isId, shown } from "./ids.ts";

/**
 * The key for an upload in a store, made from the source's id. Short and plain, because stores may truncate keys, ignore
 * their case, or turn them into paths.
 */
export function keyOf(id: string): string {
  // FNV-1a with 64 bits. If two ids ever collide, one upload starts over: the checkpoint contains what tells them apart.
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < id.length; at++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(id.charCodeAt(at))) * 0x100000001b3n);
  return `openai-uploads:${hash.toString(16).padStart(16, "0")}`;
}

/** What is remembered of one upload: enough to resume it, unless something that it depends on has changed. */
export interface Checkpoint {
  /** The version of this format. */
  readonly version: 1;
  /** The Upload's id at the server. */
  readonly uploadId: string;
  /** Milliseconds since 1970, by the clock of this machine, at which the Upload expires. 0 says that it is over. */
  readonly expiresAt: number;
  /** The source's fingerprint and everything the Upload was created with. It is resumed only if all of this is the same. */
  readonly identity: Readonly<Record<string, string | number>>;
  /** The id of each Part that the server has confirmed, by its index. */
  readonly parts: Readonly<Record<string, string>>;
  /** Whether the completion may have been sent, so that the File may exist. @default false */
  readonly isCompleting?: boolean | undefined;
  /** The md5 of the content in hex: the one that was given, or sent with the completion. @default none */
  readonly md5?: string | undefined;
  /** The completed Upload as JSON, with its File. Only a store with `complete` is given one. @default none */
  readonly completed?: CompletedCheckpoint["completed"] | undefined;
}

/** What a store with `complete` keeps of an upload that is done, so that uploading the same again resolves with it. */
export interface CompletedCheckpoint extends Checkpoint {
  /** The completed Upload as JSON, with its File and without secrets. */
  readonly completed: { readonly file: CompletedFile; readonly [name: string]: unknown };
}

interface CompletedFile {
  readonly id: string;
  readonly [name: string]: unknown;
}

/** The upload to be made now, and its planned parts. */
export interface Wanted {
  readonly identity: Checkpoint["identity"];
  readonly parts: readonly unknown[];
  /** Compared if it is the md5 itself: to make one, the whole content would have to be read. */
  readonly md5?: unknown;
}

/** A store throws this for an entry that must not be used. The upload then starts over, and says why. */
export class UnusableCheckpoint extends Error {
  override readonly name = "UnusableCheckpoint";
}

/**
 * Reads what a store returned. Undefined for nothing, and for an upload that is over; a text says why it can't be read.
 */
export function readCheckpoint(value: unknown): Checkpoint | string | undefined {
  try {
    const found = plainOf(value);
    if (found === null || found.expiresAt === 0) return undefined;
    const wrong = (Object.keys(fits) as (keyof Checkpoint)[]).find((it) => !fits[it](found[it]));
    return wrong ? unreadable(wrong, found[wrong]) : (found as unknown as Checkpoint);
  } catch {
    return "the checkpoint can't be read: not JSON";
  }
}

/** Why a checkpoint doesn't match the upload to be made now; undefined if it does. */
export function mismatchOf(found: Checkpoint, wanted: Wanted): string | undefined {
  const { identity, parts, md5 } = wanted;
  const names = Object.keys({ ...found.identity, ...identity });
  const changed = names.filter((name) => found.identity[name] !== identity[name]);
  if (typeof md5 === "string" && (found.md5 ?? md5) !== md5) changed.push("md5");
  const words = changed.join(", ").replace("fingerprint", "the file itself");
  if (words) return `changed since the checkpoint: ${line(words)}`;
  const ids = new Set<string>();
  for (const [index, id] of Object.entries(found.parts)) {
    const isOne = /^(0|[1-9]\d*)$/.test(index) && Number(index) < parts.length;
    const like = ids.has(id) ? ", a duplicate," : "";
    if (!isOne || !isId(id) || like) return unreadable(`parts.${line(index, 40)}${like}`, id);
    ids.add(id);
  }
  return expiredIn(found);
}

/** Says what has expired. An Upload that may have become a File is resumed however old it is: the server is asked. */
function expiredIn(found: Checkpoint): string | undefined {
  const { file } = found.completed ?? {};
  // A File without an expiry has null.
  const isGone = file && (Number(file["expires_at"]) || Infinity) * 1000 <= Date.now();
  if (file) return isGone ? `File ${file.id} has expired` : undefined;
  const isOpen = found.isCompleting || Date.now() < found.expiresAt;
  return isOpen ? undefined : `Upload ${found.uploadId} has expired`;
}

function unreadable(property: string, value: unknown): string {
  return `the checkpoint can't be read: ${property} is ${shown(value)}`;
}

type Unchecked = Partial<Record<keyof Checkpoint, unknown>>;

const isRecord = (value: unknown) => kindOf(value) === "Object";

const fits: Required<Record<keyof Checkpoint, (value: unknown) => boolean>> = {
  version: (value) => value === 1,
  uploadId: isId,
  expiresAt: (value) => typeof value === "number",
  identity: isRecord,
  parts: isRecord,
  isCompleting: (value) => value === undefined || typeof value === "boolean",
  md5: (value) => value === undefined || typeof value === "string",
  completed: (value) => {
    const { file } = Object(value) as Partial<CompletedCheckpoint["completed"]>;
    return value === undefined || isId((Object(file) as Partial<CompletedFile>).id);
  },
};

/** The value as plain data, or null for none: stores return objects, JSON as text, or JSON as bytes. */
function plainOf(value: unknown): Unchecked | null {
  const bytes = bytesOf(value);
  const text = bytes ? new TextDecoder().decode(bytes) : value;
  if (text === undefined || text === null || text === "") return null;
  if (typeof text === "string") return JSON.parse(text) as Unchecked | null;
  // By name, to ignore what stores add and to include getters of classes.
  const { version, uploadId, expiresAt, identity, parts, isCompleting, md5, completed } =
    text as Unchecked;
  const known = { version, uploadId, expiresAt, identity, parts, isCompleting, md5, completed };
  return JSON.parse(JSON.stringify(known)) as Unchecked;
}
