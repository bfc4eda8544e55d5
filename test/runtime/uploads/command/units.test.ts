import { expect, test } from "vitest";
import { duration } from "../../../../generated/src/runtime/uploads/command/format.ts";
import {
  parseBytes,
  parseCount,
  parseSeconds,
} from "../../../../generated/src/runtime/uploads/command/units.ts";

test.each([
  ["67108864", 67_108_864],
  ["32MiB", 33_554_432],
  ["32 mib", 33_554_432],
  ["30MB", 30_000_000],
  ["0.1GB", 100_000_000],
  ["1.5GiB", 1_610_612_736],
  ["8kb", 8000],
  ["1B", 1],
])("given %s, bytes are %i", (text, want) => {
  expect(parseBytes("--part-size", text)).toBe(want);
});

test.each([
  ["3600", 3600],
  ["90m", 5400],
  ["12h", 43_200],
  ["30d", 2_592_000],
  ["2w", 1_209_600],
  ["1.5h", 5400],
])("given %s, seconds are %i", (text, want) => {
  expect(parseSeconds("--expires-after", text)).toBe(want);
});

test.each(["", "MiB", "0", "-1", "32M", "1.5", "0x10", "1e3", "1 2", "32MiBs", "constructor", "∞"])(
  "given %j, bytes are refused, with the option, the value and what to give",
  (text) => {
    const parsing = () => parseBytes("--part-size", text);
    expect(parsing).toThrow(
      `--part-size must be bytes, such as 33554432, 32MiB or 30MB, got ${text}`,
    );
  },
);

test.each(["0", "1.5", "2x", ""])("given %j, a count is refused", (text) => {
  expect(() => parseCount("--concurrency", text)).toThrow(/^--concurrency must be a whole number/);
});

test.each([
  [0, "0:00"],
  [7.4, "0:07"],
  [59.6, "1:00"],
  [754, "12:34"],
  [3723, "1:02:03"],
  [-1, "0:00"],
])("given %d seconds, the text is %s", (seconds, want) => {
  expect(duration(seconds)).toBe(want);
});
