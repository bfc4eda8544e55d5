// Hand-written. Copied from generator/runtime/uploads/checkpoint-store.ts; edit it there.
import { kindOf, invalid } from "../body.ts";
import type { Checkpoint, CompletedCheckpoint } from "./checkpoint.ts";

/**
 * Remembers uploads across crashes: a `Map`, keyv, or `fileCheckpoints` of the Node entry point. Values are plain JSON.
 * They hold no API key. Calls for one upload come one after the other. Each method may give a promise, which is waited
 * for.
 *
 * @example
 * const checkpoint = new Map<string, unknown>();
 * const uploads = new UploadsApi(createClient());
 * const file = new File(["{}"], "a.jsonl");
 * // Called again after it has failed, it resumes where it stopped.
 * await uploadFile(uploads, file, { purpose: "fine-tune", checkpoint });
 */
export interface CheckpointStore {
  /** What `set` was given for the key, or the JSON of it as text or bytes; undefined, null or "" for nothing. */
  get(key: string): unknown;
  /** Keeps a value, in place of the one that is there. */
  set(key: string, value: Checkpoint): unknown;
  /** Forgets the value, if there is one. */
  delete(key: string): unknown;
  /**
   * Keeps a final value, which has the completed Upload, in place of the one that is there. Called instead of `delete` when
   * the upload is done. As long as `get` returns that value, uploading the same again resolves with the same Upload, at
   * once. A store without this method forgets uploads that are done, so that the same file can be uploaded again.
   *
   * It is meant for keys that name one job, as in a queue: if the process is killed before it has noted the File, the job
   * doesn't upload its file a second time. For the same reason the checkpoint also stays when the response was lost and
   * the File exists, or may exist: each further run fails and says so. Delete the value once you have noted the File, or
   * do both here, in one transaction. If `complete` fails, the upload succeeds all the same, and the next run fails with
   * `already-completed`.
   */
  complete?(key: string, value: CompletedCheckpoint): unknown;
}

/** A store whose method for deleting may have another name: `remove` in unstorage, `del` in idb-keyval. */
export type CheckpointInput = CheckpointStore | (ReadWrite & (Removes | Dels));

type ReadWrite = Pick<CheckpointStore, "get" | "set" | "complete">;
interface Removes {
  remove(key: string): unknown;
}
interface Dels {
  del(key: string): unknown;
}

/** A store, with an adapter for messages. */
export interface NamedStore extends CheckpointStore {
  /** The code of an adapter that stores text. */
  readonly asText: string;
}

type Methods = Record<string, ((...given: unknown[]) => unknown) | undefined>;

/** Returns a store with all three methods. If any is missing, throws a TypeError that suggests an adapter. */
export function toCheckpointStore(input: CheckpointInput): NamedStore {
  const store = Object(input) as Methods;
  // It has all three methods, but its keys are arrays, and it wraps values.
  if ("listenQueue" in store) throw invalid("checkpoint", "a Deno.Kv", adapterForDeno);
  const find = (...names: string[]) => names.find((name) => typeof store[name] === "function");
  const [get, set, remove] = [find("get"), find("set"), find("delete", "remove", "del")];
  // Stores with these other names may accept only text or other arguments, so the caller has to write the adapter.
  const asText = adapterOf(
    get ?? find("getItem"),
    set ?? find("setItem", "put"),
    remove ?? find("removeItem"),
  );
  const { complete } = store;
  if (complete !== undefined && typeof complete !== "function")
    throw invalid("checkpoint.complete", kindOf(complete), "a function");
  if (get && set && remove)
    return {
      get: (key) => store[get]?.(key),
      set: (key, value) => store[set]?.(key, value),
      delete: (key) => store[remove]?.(key),
      ...(complete && { complete: (key, value) => complete.call(store, key, value) }),
      asText,
    };
  const missing = Object.entries({ get, set, delete: remove }).filter(([, name]) => !name);
  const without = missing.map(([method]) => method).join(", ");
  throw invalid("checkpoint", `${kindOf(input)} without ${without}`, asText);
}

const adapterForDeno =
  "{ get: async (key) => (await kv.get([key])).value, " +
  "set: (key, value) => kv.set([key], value), delete: (key) => kv.delete([key]) }";

function adapterOf(get = "", set = "", remove = ""): string {
  if (!(get && set && remove))
    return "a Map, fileCheckpoints(folder) on Node, or { get, set, delete }";
  const writes = `set: (key, value) => store.${set}(key, JSON.stringify(value))`;
  return `{ get: (key) => store.${get}(key), ${writes}, delete: (key) => store.${remove}(key) }`;
}
