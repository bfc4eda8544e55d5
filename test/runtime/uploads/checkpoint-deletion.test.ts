/** What becomes of the checkpoints of uploads that are over, where a store can't delete them. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { uploadFile, type CheckpointStore } from "../../../generated/src/index.ts";
import type { Fault } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection } from "../support.ts";
import { bytes, connect, contentOf } from "./support.ts";

const content = bytes(1000);
const file = new File([content], "a.txt");
const options = { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0 } as const;

afterEach(() => vi.useRealTimers());

/** Stores of several processes that share what they keep, and can't delete. */
function sharedStores(remove: () => unknown): {
  kept: Map<string, unknown>;
  open: () => CheckpointStore;
} {
  const kept = new Map<string, unknown>();
  return {
    kept,
    open: () => ({
      get: (key) => kept.get(key),
      set: (key, value) => kept.set(key, value),
      delete: remove,
    }),
  };
}

const refusals: [string, () => unknown][] = [
  ["rejects", () => Promise.reject(new Error("read only"))],
  [
    "throws",
    () => {
      throw new Error("read only");
    },
  ],
  [
    "hangs",
    () => {
      // As long as an upload waits for it.
      setImmediate(() => vi.advanceTimersByTime(2000));
      return new Promise(() => undefined);
    },
  ],
];

describe.each(refusals)("where deleting %s,", (_, remove) => {
  test.each([
    [
      "this process",
      (open: () => CheckpointStore) => {
        const one = open();
        return () => one;
      },
    ],
    ["another", (open: () => CheckpointStore) => open],
  ])("a completed upload costs the next one nothing, in %s", async (_, processes) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { server, uploads } = connect();
    const { open, kept } = sharedStores(remove);
    const store = processes(open);
    const onRestart = vi.fn();
    for (let time = 0; time < 3; time++) {
      const upload = await uploadFile(uploads, file, {
        ...options,
        checkpoint: store(),
        onRestart,
      });
      expect((await contentOf(server, upload)).equals(content)).toBe(true);
    }
    expect(server.uploads()).toHaveLength(3);
    expect(onRestart).not.toHaveBeenCalled();
    expect(kept.size).toBe(1);
  });

  test.each<[string, Fault, number, string[]]>([
    ["was cancelled", { kind: "cancelled" }, 3, ["cancelled"]],
    // What was lost is the response to the completion: whether there was one is known by the second call.
    ["was completed", { kind: "response-lost" }, 5, ["failed", "already-completed"]],
  ])("an Upload that %s is told of once, and the next one begins", async (_, fault, at, want) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { server, uploads } = connect({
      faults: ({ index }) => (index === at ? fault : undefined),
    });
    const { open } = sharedStores(remove);
    for (const failure of want) {
      const error = await rejection(uploadFile(uploads, file, { ...options, checkpoint: open() }));
      expect(error).toMatchObject({ failure });
    }
    const upload = await uploadFile(uploads, file, { ...options, checkpoint: open() });
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
  });
});

test("where nothing at all can be written any more, this process still knows what is over", async () => {
  let isFull = false;
  // From the completion on.
  const faults = ({ index }: { index: number }) => void (isFull = index === 5);
  const { server, uploads } = connect({ faults });
  const kept = new Map<string, unknown>();
  const checkpoint = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: object) =>
      isFull ? Promise.reject(new Error("full")) : kept.set(key, value),
    delete: () => Promise.reject(new Error("full")),
  };
  await uploadFile(uploads, file, { ...options, checkpoint });
  expect(isFull).toBe(true);
  isFull = false;
  const upload = await uploadFile(uploads, file, { ...options, checkpoint });
  expect((await contentOf(server, upload)).equals(content)).toBe(true);
  expect(server.uploads()).toHaveLength(2);
});
