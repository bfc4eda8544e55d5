/** Where an upload is remembered across reloads: IndexedDB, which has room for any number of parts. */
import { clear, del, entries, get, set } from "idb-keyval";
import type { Checkpoint } from "../../../generated/src/index.ts";

/** The store that `uploadFile` takes as it is. */
export const checkpoint = {
  get: (key: string) => get<unknown>(key),
  set: (key: string, value: Checkpoint) => set(key, value),
  del: (key: string) => del(key),
};

/** The upload that a reload or a pause has interrupted, if it can still go on. */
export async function unfinished(): Promise<Checkpoint | undefined> {
  const all = await entries<string, Checkpoint>();
  return all.map(([, value]) => value).find(({ expiresAt }) => expiresAt > Date.now());
}

/** Forgets it. */
export const forget = clear;
