/** How stores that need an adapter are refused: before anything is sent, with the adapter to write. */
import { describe, expect, test } from "vitest";
import { json } from "./forms.ts";
import { advised, journey, refusal } from "./journey.ts";

describe("refused before anything is sent, with the adapter to write:", () => {
  /** As browsers' localStorage is: texts only, and each of them is a property, too. */
  class WebStorage {
    readonly #kept = new Map<string, string>();
    getItem = (key: string) => this.#kept.get(key) ?? null;
    setItem = (key: string, value: unknown) => void this.#kept.set(key, String(value));
    removeItem = (key: string) => void this.#kept.delete(key);
    get [Symbol.toStringTag]() {
      return "Storage";
    }
  }
  /** As those of abstract-level are, unless they are told to keep JSON. */
  class Level {
    readonly #kept = new Map<string, string>();
    get = (key: string) => Promise.resolve(this.#kept.get(key));
    put = (key: string, value: unknown) => Promise.resolve(void this.#kept.set(key, String(value)));
    del = (key: string) => Promise.resolve(void this.#kept.delete(key));
  }

  test.each<[string, string, object]>([
    ["localStorage", "Storage without get, set, delete", new WebStorage()],
    ["level", "Object without set", new Level()],
  ])("%s", async (_, given, store) => {
    const error = await refusal(store);
    expect(error.message).toContain("checkpoint must be { get: (key) => store.");
    expect(error.message).toMatch(new RegExp(`, got ${given}$`));
    await journey(advised(error, "store", store));
  });

  test("Deno KV", async () => {
    /** As Deno's are: keys are lists, values come wrapped. */
    class Kv {
      readonly #kept = new Map<string, unknown>();
      get(key: string[]) {
        const value = structuredClone(this.#kept.get(json(key))) ?? null;
        return Promise.resolve({ key, value, versionstamp: value && "1" });
      }
      set(key: string[], value: unknown) {
        this.#kept.set(json(key), structuredClone(value));
        return Promise.resolve({ ok: true, versionstamp: "1" });
      }
      delete(key: string[]) {
        this.#kept.delete(json(key));
        return Promise.resolve();
      }
      async listenQueue() {}
    }
    const kv = new Kv();
    const error = await refusal(kv);
    expect(error.message).toMatch(/^checkpoint must be .*await kv.get.*, got a Deno.Kv$/);
    await journey(advised(error, "kv", kv));
  });
});

test.each<[string, unknown, string]>([
  ["a folder's name", ".uploads", "String without get, set, delete"],
  ["true", true, "Boolean without get, set, delete"],
  ["a function", () => undefined, "Function without get, set, delete"],
  ["a promise", Promise.resolve(new Map()), "Promise without get, set, delete"],
  ["one that can't delete", { get() {}, set() {} }, "Object without delete"],
  ["one that only deletes", { del() {} }, "Object without get, set"],
  ["methods that are none", { get: 1, set: 2, delete: 3 }, "Object without get, set, delete"],
  ["a WeakMap's look-alike", Object.create(null), "Object without get, set, delete"],
])("%s is no store", async (_, store, problem) => {
  const want =
    "checkpoint must be a Map, fileCheckpoints(folder) on Node, or { get, set, delete }, got ";
  expect((await refusal(store)).message).toBe(want + problem);
});

test.each<[string, unknown, string]>([
  ["a flag", true, "Boolean"],
  ["a method's name", "set", "String"],
  ["null", null, "Null"],
  ["an object", {}, "Object"],
])("a complete that is %s is told, not ignored", async (_, complete, kind) => {
  const kept = new Map<string, unknown>();
  const store = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => kept.set(key, value),
    delete: (key: string) => kept.delete(key),
    complete,
  };
  const { message } = await refusal(store);
  expect(message).toBe(`checkpoint.complete must be a function, got ${kind}`);
});
