import { expect, onTestFinished, test, vi } from "vitest";
import { open } from "../../generator/runtime/open.ts";

const KiB = 2 ** 10;
const MiB = 2 ** 20;

test.each([
  ["slow", 60 * KiB, 64 * KiB],
  ["no fast", 2 * MiB, 256 * KiB],
  ["fast", 1024 * MiB, 4 * MiB],
])("on a %s line bytes in memory are sent in pieces of at most…", async (_, speed, want) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const sent: number[] = [];
  for await (const { length } of open([new Uint8Array(16 * MiB)])) {
    sent.push(length);
    vi.setSystemTime(Date.now() + (length * 1000) / speed);
  }
  expect(Math.max(...sent)).toBe(want);
  expect(sent.reduce((sum, length) => sum + length, 0)).toBe(16 * MiB);
});

test("a line that becomes slow is soon seen to move on", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const bytes = open([new Uint8Array(64 * MiB)]);
  const next = async () => (await bytes.next()).value?.length;
  while ((await next()) !== 4 * MiB);
  vi.setSystemTime(Date.now() + 30_000);
  expect(await next()).toBe(64 * KiB);
});

test("a source is asked for nothing more once it has been told to end, which it may not have noticed", async () => {
  const next = vi.fn(() => Promise.resolve({ value: new Uint8Array(1) }));
  const bytes = open([
    {
      stream: () => ({ [Symbol.asyncIterator]: () => ({ next }) }),
    },
  ]);
  await bytes.next();
  await bytes.return();
  await expect(bytes.next()).rejects.toThrow("sending has ended");
  expect(next).toHaveBeenCalledTimes(1);
});

// Node 26's fetch cancels a body once the response is there, and may have asked for more just before.
test("what is still asked for once sending has been told to end is no error of the source", async () => {
  const onError = vi.fn();
  async function* stream() {
    for (;;) yield await Promise.resolve(new Uint8Array(1));
  }
  const bytes = open([{ stream }], onError);
  await bytes.next();
  await bytes.return();
  await expect(bytes.next()).rejects.toThrow("sending has ended");
  expect(onError).not.toHaveBeenCalled();
});
