import type { CheckpointStore } from "../checkpoint-store.ts";
import { readCheckpoint } from "../checkpoint.ts";
import type { Kept } from "./file-state.ts";

/** A store that reports what it keeps of an upload, and undefined once that is nothing. */
export function observedStore(
  store: CheckpointStore,
  tell: (kept: Kept | undefined) => void,
): CheckpointStore {
  return {
    async get(key) {
      const value = await store.get(key);
      tell(keptIn(value));
      return value;
    },
    async set(key, value) {
      const result = await store.set(key, value);
      tell(keptIn(value));
      return result;
    },
    async delete(key) {
      await store.delete(key);
      tell(undefined);
    },
  };
}

function keptIn(value: unknown): Kept | undefined {
  const found = readCheckpoint(value);
  if (typeof found !== "object") return undefined;
  const { uploadId, expiresAt, parts } = found;
  return { uploadId, expiresAt, parts: Object.keys(parts).length };
}
