import type { Checkpoint } from "../../../generated/src/node.ts";
import type { Store } from "./journey.ts";

/** Methods that need their `this`, and a value that comes later. */
export class Later {
  readonly #kept = new Map<string, unknown>();
  async get(key: string) {
    await Promise.resolve();
    return this.#kept.get(key);
  }
  async set(key: string, value: unknown) {
    await Promise.resolve();
    this.#kept.set(key, value);
  }
  async delete(key: string) {
    await Promise.resolve();
    this.#kept.delete(key);
  }
}

export class Row {
  readonly _id = 7;
  readonly #value: Checkpoint;
  constructor(value: Checkpoint) {
    this.#value = value;
  }
  get version() {
    return this.#value.version;
  }
  get uploadId() {
    return this.#value.uploadId;
  }
  get expiresAt() {
    return this.#value.expiresAt;
  }
  get identity() {
    return Object.assign(Object.create({ save: () => undefined }) as object, this.#value.identity);
  }
  get parts() {
    return Object.assign(Object.create(null) as object, this.#value.parts);
  }
}

/** A Map that keeps values in another form. */
export function keptAs(form: (value: Checkpoint) => unknown, nothing?: unknown): Store {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => kept.get(key) ?? nothing,
    set: (key: string, value: Checkpoint) => kept.set(key, form(value)),
    delete: (key: string) => kept.delete(key),
  };
}

export const json = (value: unknown): string => JSON.stringify(value);
