/**
 * Remembers uploads across crashes: a `Map`, unstorage's storage, or `fileCheckpoints` of the Node entry point. Values
 * are plain JSON. They hold no API key. Calls for one upload come one after the other.
 */
export interface CheckpointStore {
  get(key: string): unknown;
  set(key: string, value: Checkpoint): unknown;
  delete(key: string): unknown;
}

/** What is remembered of one upload: enough to go on with it, provided that nothing it depends on has changed. */
export interface Checkpoint {
  readonly version: 1;
  readonly uploadId: string;
  /** When the Upload expires by the clock of this machine, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** The source's fingerprint and everything the Upload was created with. It goes on only where all of it is the same. */
  readonly identity: Readonly<Record<string, string | number>>;
  /** Id of each Part that the server has confirmed, by its index. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Reads a checkpoint and compares it with the upload that is wanted now. A text says why it can't be gone on from. */
export async function findCheckpoint(
  checkpoint: CheckpointStore,
  key: string,
  identity: Checkpoint["identity"],
): Promise<Checkpoint | string | undefined> {
  const value = (await checkpoint.get(key)) ?? "null";
  // Some stores keep nothing as JSON, too.
  if (value === "null") return undefined;
  const found = toCheckpoint(value);
  if (!found) return "the checkpoint can't be read";
  const names = Object.keys({ ...identity, ...found.identity });
  const changed = names.filter((name) => found.identity[name] !== identity[name]);
  const words = changed.join(", ").replace("fingerprint", "the file itself");
  if (words) return `changed since the checkpoint: ${words}`;
  if (Date.now() >= found.expiresAt) return `Upload ${found.uploadId} has expired`;
  return found;
}

/** Some stores keep text, and anything may have been written there. */
function toCheckpoint(value: unknown): Checkpoint | undefined {
  try {
    const found: unknown = typeof value === "string" ? JSON.parse(value) : value;
    const { version, uploadId, expiresAt, identity, parts } = found as Unchecked;
    const isOne = version === 1 && typeof uploadId === "string" && typeof expiresAt === "number";
    const hasRecords = Object(identity) === identity && Object(parts) === parts;
    return isOne && hasRecords ? (found as Checkpoint) : undefined;
  } catch {
    return undefined;
  }
}

type Unchecked = Record<keyof Checkpoint, unknown>;
