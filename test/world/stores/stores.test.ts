/** Which stores of other people's `checkpoint` takes as they are. */
import "fake-indexeddb/auto";
import * as idb from "idb-keyval";
import Keyv from "keyv";
import { LRUCache } from "lru-cache";
import { createStorage, prefixStorage, type Driver } from "unstorage";
import fsDriver from "unstorage/drivers/fs";
import lruDriver from "unstorage/drivers/lru-cache";
import { describe, expect, test } from "vitest";
import { fileCheckpoints, type Checkpoint } from "../../../generated/src/node.ts";
import { temporaryPath } from "../../runtime/node/support.ts";
import { json, keptAs, Later, Row } from "./forms.ts";
import { advised, failure, journey, type Store } from "./journey.ts";

const custom = idb.createStore("uploads", "checkpoints");

describe("goes on from, deletes and begins again with", () => {
  test.each<[string, () => Store | Promise<Store>]>([
    ["a Map", () => new Map<string, Checkpoint>()],
    ["keyv", () => new Keyv()],
    ["keyv with a time to live", () => new Keyv({ ttl: 3_600_000, namespace: "uploads" })],
    ["unstorage in memory", () => createStorage()],
    ["unstorage with a prefix", () => prefixStorage(createStorage(), "uploads")],
    [
      "unstorage in a folder",
      async () =>
        createStorage({ driver: driver(fsDriver({ base: await temporaryPath("kept") })) }),
    ],
    ["unstorage in an LRU cache", () => createStorage({ driver: driver(lruDriver({})) })],
    ["lru-cache", () => new LRUCache<string, Checkpoint>({ max: 10 })],
    ["idb-keyval", () => idb],
    [
      "idb-keyval with a store of its own",
      () => ({
        get: (key) => idb.get(key, custom),
        set: (key, value) => idb.set(key, value, custom),
        delete: (key) => idb.del(key, custom),
      }),
    ],
    ["idb-keyval's functions", () => ({ get: idb.get, set: idb.set, delete: idb.del })],
    ["fileCheckpoints", async () => fileCheckpoints(await temporaryPath("kept"))],
    ["a class", () => new Later()],
    ["one that keeps JSON", () => keptAs(json)],
    ["one that keeps JSON, and has null for nothing", () => keptAs(json, null)],
    ["one that keeps JSON, and has an empty string for nothing", () => keptAs(json, "")],
    ["one that keeps JSON in Buffers", () => keptAs((value) => Buffer.from(json(value)))],
    ["one that keeps bytes", () => keptAs((value) => new TextEncoder().encode(json(value)).buffer)],
    ["one that keeps promises", () => keptAs((value) => Promise.resolve(value))],
    ["one that keeps objects of a class", () => keptAs((value) => new Row(value))],
    [
      "one that keeps objects with toJSON",
      () => keptAs((value) => ({ toJSON: () => value, ...value })),
    ],
  ])("%s", async (_, makeStore) => {
    await journey(await makeStore());
  });
});

/** Their types refer to packages that are not installed. */
const driver = (it: unknown) => it as Driver;

test("a store that makes a text of its own of objects is told as soon as it is needed", async () => {
  const store = keptAs(String);
  const { error, statuses } = await failure(store);
  expect(error).toMatchObject({ name: "UploadError", failure: "failed" });
  expect(error.message).toContain("the checkpoint can't be read: not JSON, though");
  expect(error.message).toContain("store.set(key, JSON.stringify(value))");
  expect(statuses).toEqual(["cancelled"]);
  await journey(advised(error, "store", store));
});

test("a store that gives nothing back for a while is taken as it is", async () => {
  const kept = new Map<string, Checkpoint>();
  let reads = 0;
  await journey({
    // As Cloudflare's KV, which remembers for a minute that there was nothing.
    get: (key) => (++reads < 3 ? null : kept.get(key)),
    set: (key, value) => kept.set(key, value),
    delete: (key) => kept.delete(key),
  });
  expect(reads).toBeGreaterThan(3);
});

/** findings/keyv-set-false.sh */
test("keyv says by false that it has kept nothing", async () => {
  const keyv = new Keyv({
    store: {
      get: () => undefined,
      set: () => Promise.reject(new Error("no connection")),
      delete: () => false,
      clear: () => undefined,
    },
  });
  keyv.on("error", () => undefined);
  const { error, statuses } = await failure(keyv);
  expect(error.message).toContain("checkpoint.set failed: it returned false: nothing was saved");
  expect(statuses).toEqual(["cancelled"]);
});

test("a checkpoint is a copy, which the upload doesn't change", async () => {
  const seen: string[] = [];
  const kept: Checkpoint[] = [];
  await journey({
    get: () => kept.at(-1),
    set: (_, value) => {
      kept.push(value);
      seen.push(json(value));
    },
    delete: () => kept.push(null as never),
  });
  expect(kept.filter(Boolean).map(json)).toEqual(seen);
});

test("writes that fail name the store's method", async () => {
  const cause = new Error("disk full");
  const { error } = await failure({
    get: () => undefined,
    set: () => Promise.reject(cause),
    delete: () => undefined,
  });
  expect(error.message).toBe("Upload upload_000001: checkpoint.set failed: disk full");
  expect(error.cause).toBe(cause);
});

test("reads that fail name the store's method, before anything is sent", async () => {
  const cause = new Error("no connection");
  const { error, statuses } = await failure({
    get: () => {
      throw cause;
    },
    set: () => undefined,
    delete: () => undefined,
  });
  expect(error).toMatchObject({ name: "UploadError", failure: "failed", cause });
  expect(error.message).toBe("checkpoint.get failed: no connection");
  expect(statuses).toEqual([]);
});
