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

/** A checkpoint that can be gone on from, or why the one that is there can't be. */
export interface Found {
  readonly checkpoint?: Checkpoint;
  readonly unusable?: string;
}

/** Reads a checkpoint and compares it with the upload that is wanted now. */
export async function findCheckpoint(
  store: CheckpointStore,
  key: string,
  identity: Checkpoint["identity"],
): Promise<Found> {
  const value = await store.get(key);
  const found = typeof value === "string" ? parse(value) : value;
  if (found === undefined || found === null) return {};
  if (!isCheckpoint(found)) return { unusable: "the checkpoint can't be read" };
  const names = Object.keys({ ...identity, ...found.identity });
  const changed = names.filter((name) => found.identity[name] !== identity[name]);
  if (changed.length > 0)
    return { unusable: `changed since the checkpoint: ${changed.join(", ")}` };
  if (Date.now() >= found.expiresAt) return { unusable: `Upload ${found.uploadId} has expired` };
  return { checkpoint: found };
}

/** Some stores keep text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isCheckpoint(value: unknown): value is Checkpoint {
  const { version, uploadId, expiresAt, identity, parts } = Object(value) as Record<
    string,
    unknown
  >;
  const records = [identity, parts].every((it) => typeof it === "object" && it !== null);
  return version === 1 && typeof uploadId === "string" && typeof expiresAt === "number" && records;
}
