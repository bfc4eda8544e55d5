import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { PartSource } from "../../../generated/src/node.ts";
import { rejectWith } from "../support.ts";
import { start, storeOf, type Parts } from "./own-parts.ts";
import { bytes, contentOf } from "./support.ts";

const content = bytes(1000);

/** Uploads while the clock runs as fast as it can. Resolves with how it ends. */
async function outcome(parts: Parts) {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const { server, upload } = start(parts);
  const end = upload.catch((error: unknown) => error);
  const over = { isOver: false };
  void end.then(() => (over.isOver = true));
  while (!over.isOver) await vi.advanceTimersByTimeAsync(500);
  return { server, end: (await end) as Awaited<typeof upload> & Error };
}

const lost = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });

/** A `read` that fails so many times for each part, in one of the ways in which reads fail. */
function failing(way: string, times: number, error: () => unknown = lost) {
  const failures = new Map<number, number>();
  return vi.fn((from: number, to: number) => {
    const count = (failures.get(from) ?? 0) + 1;
    failures.set(from, count);
    const data = content.subarray(from, to);
    const isBad = count <= times;
    async function* stream() {
      await Promise.resolve();
      yield data.subarray(0, 100);
      if (isBad) throw error() as Error;
      yield data.subarray(100);
    }
    if (way === "its stream breaks off") return stream();
    if (!isBad) return way === "it rejects, and then gives a stream" ? stream() : data;
    if (way === "it throws") throw error() as Error;
    return rejectWith(error());
  }) as unknown as PartSource["read"];
}

const ways = [
  "it throws",
  "it rejects",
  "it rejects, and then gives a stream",
  "its stream breaks off",
];

describe.each(ways)("a source is read again: %s", (way) => {
  test.each([false, true])("and all of it arrives, with an md5: %s", async (hasMd5) => {
    const options = hasMd5 ? {} : { md5: false };
    const { server, end } = await outcome({ source: { read: failing(way, 2) }, options });
    expect(end).toMatchObject({ status: "completed" });
    expect(await contentOf(server, end)).toEqual(Buffer.from(content));
  });

  test("as often as maxRetries says", async () => {
    const read = failing(way, Infinity);
    const options = { md5: false, maxRetries: 3, concurrency: 1 };
    const { end } = await outcome({ source: { read }, options });
    expect(end).toMatchObject({ failure: "failed", cause: { code: "ECONNRESET" } });
    expect(end.message).toContain("source.read failed: read ECONNRESET");
    expect(read).toHaveBeenCalledTimes(4);
  });

  test.each<[string, () => unknown]>([
    ["says that it is final", () => Object.assign(lost(), { isFinal: true })],
    ["is an abort of the source's own", () => new DOMException("stop", "AbortError")],
  ])("but not if its error %s", async (_, error) => {
    const read = failing(way, Infinity, error);
    const { end } = await outcome({ source: { read }, options: { md5: false, concurrency: 1 } });
    expect(end).toMatchObject({ failure: "failed" });
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("but not if it can be read only once", async () => {
    const read = failing(way, Infinity);
    const source = { read, once: true, id: undefined };
    const { end } = await outcome({ source, options: { md5: false, concurrency: 1 } });
    expect(end).toMatchObject({ failure: "failed" });
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("and if it has changed, that is what the upload ends with, soon", async () => {
    let isChanged = false;
    const read = failing(way, Infinity, () => {
      isChanged = true;
      return lost();
    });
    const begun = Date.now();
    const fingerprint = () => (isChanged ? "another" : "same");
    const { end } = await outcome({ source: { read, fingerprint }, options: { md5: false } });
    expect(end).toMatchObject({ failure: "source-changed" });
    expect(Date.now() - begun).toBeLessThan(5000);
  });
});

test.each<[string, () => unknown, string]>([
  ["text", () => "abc", "source must be a Blob, bytes or a stream"],
  ["too few bytes", () => content.subarray(0, 1), "must be 300 bytes, got 1"],
  [
    "a stream of text",
    () => new Response("a".repeat(300)).body?.pipeThrough(new TextDecoderStream()),
    "chunks of source must be bytes, got String; encode it with TextEncoder",
  ],
  [
    "a stream that is too long",
    () => new Blob([content]).stream(),
    "must be 300 bytes long, got 1000",
  ],
])("a mistake is none that passes: %s", async (_, give, want) => {
  const read = vi.fn(give);
  const source = { read: read as unknown as PartSource["read"] };
  const { end } = await outcome({ source, options: { md5: false, concurrency: 1 } });
  expect(end.message).toContain(want);
  expect(read).toHaveBeenCalledTimes(1);
});

describe("a source that can't be asked whether it has changed", () => {
  const unknown = () => {
    throw Object.assign(lost(), { isFinal: false });
  };

  test("is asked again later", async () => {
    let asked = 0;
    const fingerprint = () => (++asked === 2 ? unknown() : "same");
    const { end } = await outcome({
      source: { fingerprint },
      options: { concurrency: 1, partSize: 500 },
    });
    expect(asked).toBeGreaterThan(2);
    expect(end).toMatchObject({ status: "completed" });
  });

  test("is not completed, and is left to be resumed", async () => {
    const kept = new Map<string, unknown>();
    let asked = 0;
    const fingerprint = () => (asked++ > 0 ? unknown() : "same");
    const { options } = storeOf({}, kept);
    const { server, end } = await outcome({ source: { fingerprint }, options });
    expect(end).toMatchObject({ failure: "failed", cause: { code: "ECONNRESET" } });
    expect(kept.size).toBe(1);
    expect(server.uploads()).toMatchObject([{ status: "pending" }]);
    expect([...kept.values()]).toMatchObject([{ isCompleting: false }]);
  });

  test("leaves another error as it is", async () => {
    let asked = 0;
    const fingerprint = () => (asked++ > 0 ? unknown() : "same");
    const read = () => Promise.reject(Object.assign(new Error("no more"), { isFinal: true }));
    const { end } = await outcome({ source: { fingerprint, read }, options: { md5: false } });
    expect(end).toMatchObject({ failure: "failed", cause: { message: "no more" } });
  });
});

test("a hash of the source goes on where its reading broke off", async () => {
  const reads: string[] = [];
  let isBroken = false;
  const read = (from: number, to: number) => {
    reads.push(`${from}-${to}`);
    return (async function* () {
      await Promise.resolve();
      yield content.subarray(from, from + 100);
      if (from === 300 && !isBroken) {
        isBroken = true;
        throw lost();
      }
      yield content.subarray(from + 100, to);
    })();
  };
  const { end } = await outcome({ source: { read, hashFirst: true } });
  expect(end).toMatchObject({ status: "completed" });
  expect(reads.slice(0, 3)).toEqual(["0-300", "300-600", "400-600"]);
});
