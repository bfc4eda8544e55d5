import { kindOf, invalid } from "../body.ts";
import type { Checkpoint } from "./checkpoint.ts";

/**
 * Remembers uploads across crashes: a `Map`, keyv, or `fileCheckpoints` from the Node entry point. Values are plain JSON
 * and never contain the API key. Calls for one upload never overlap. `get` returns the value passed to `set`, or its JSON
 * as text or bytes; undefined, null or "" if there is none.
 */
export interface CheckpointStore {
  get(key: string): unknown;
  set(key: string, value: Checkpoint): unknown;
  delete(key: string): unknown;
}

/** A store whose method for deleting may have another name: `remove` in unstorage, `del` in idb-keyval. */
export type CheckpointInput = CheckpointStore | (ReadWrite & (Removes | Dels));

type ReadWrite = Pick<CheckpointStore, "get" | "set">;
interface Removes {
  remove(key: string): unknown;
}
interface Dels {
  del(key: string): unknown;
}

/** A store, and for messages an adapter that stores text. */
export interface NamedStore extends CheckpointStore {
  readonly asText: string;
}

type Methods = Record<string, ((...given: unknown[]) => unknown) | undefined>;

/** Returns a store with all three methods. If any is missing, throws a TypeError that suggests an adapter. */
export function toCheckpointStore(input: CheckpointInput): NamedStore {
  const store = Object(input) as Methods;
  // It has all three methods, but uses arrays as keys and wraps values.
  if ("listenQueue" in store) throw invalid("checkpoint", "a Deno.Kv", adapterForDeno);
  const find = (...names: string[]) => names.find((name) => typeof store[name] === "function");
  const [get, set, remove] = [find("get"), find("set"), find("delete", "remove", "del")];
  // Stores with these other names may accept only text or other arguments, so the caller has to write the adapter.
  const asText = adapterOf(
    get ?? find("getItem"),
    set ?? find("setItem", "put"),
    remove ?? find("removeItem"),
  );
  if (get && set && remove)
    return {
      get: (key) => store[get]?.(key),
      set: (key, value) => store[set]?.(key, value),
      delete: (key) => store[remove]?.(key),
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
