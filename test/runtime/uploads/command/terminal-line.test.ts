import xterm from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FileState } from "../../../../generated/src/runtime/uploads/command/file-state.ts";
import { fileLine } from "../../../../generated/src/runtime/uploads/command/terminal-line.ts";
import {
  fit,
  shorten,
  widthOf,
  wrap,
} from "../../../../generated/src/runtime/uploads/command/width.ts";

const now = Date.UTC(2026, 0, 1);
const half = {
  bytesSent: 420,
  bytesConfirmed: 300,
  bytesTotal: 1000,
  partsDone: 3,
  partsTotal: 8,
  bytesPerSecond: 12_300_000,
  secondsLeft: 83,
  parts: [],
};
const running = (label: string, more: Partial<FileState> = {}): FileState => ({
  file: label,
  label,
  phase: "running",
  progress: half,
  ...more,
});
const drawn = (state: FileState, columns: number) =>
  fileLine(state, { columns, marks: ["#", "-"], now });

test.each([
  [80, "training.jsonl ############-----------------  42% 12.3 MB/s 1:23 left 3/8 parts"],
  [60, "traini…jsonl ####-------  42% 12.3 MB/s 1:23 left 3/8 parts"],
  [40, "trai…onl ##----  42% 12.3 MB/s 1:23 3/8"],
  [30, "trai…sonl ###------  42% 1:23"],
  [20, "trai…onl ##---  42%"],
  [10, "tr…l  42%"],
])("in %i columns", (columns, want) => {
  expect(drawn(running("training.jsonl"), columns)).toBe(want);
});

test.each([
  ["no bytes yet", { progress: undefined }, "a.bin  …"],
  ["all parts there", { progress: { ...half, bytesSent: 1000, partsDone: 8 } }, /100% completing/],
  [
    "a 429 with a time",
    { trouble: { reason: "429", until: now + 19_400 } },
    /42% 429: again in 0:20/,
  ],
  ["a lost connection", { trouble: { reason: "ECONNRESET" } }, /42% ECONNRESET: trying again/],
  [
    "trouble from the start",
    { progress: undefined, trouble: { reason: "503" } },
    "a.bin  503: trying again",
  ],
] as [string, Partial<FileState>, string | RegExp][])("given %s", (_, more, want) => {
  expect(drawn(running("a.bin", more), 80)).toMatch(want);
});

describe("a name that is too long loses its middle", () => {
  test.each([
    ["abcdefghij", 7, "abc…hij"],
    ["資料集二〇二六年.jsonl", 10, "資料…sonl"],
    ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5, "👩‍👩‍👧‍👦…👩‍👩‍👧‍👦"],
    ["abc", 1, "…"],
    ["abc", 0, ""],
  ])("%s in %i columns: %s", (text, columns, want) => {
    expect(shorten(text, columns)).toBe(want);
  });
});

test("a short one is filled up by its width", () => {
  expect(fit("資料", 6)).toBe("資料  ");
});

test.each([
  ["one two three", 8, "one two\n  three"],
  ["資料 資料 資料", 9, "資料 資料\n  資料"],
  ["a-word-that-is-too-long b", 8, "a-word-that-is-too-long\n  b"],
  ["  file: it is long", 10, "  file: it\n  is long"],
  ["short", 8, "short"],
])("%j in lines of at most %i columns", (text, columns, want) => {
  expect(wrap(text, columns)).toBe(want);
});

const names = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom("資料集二〇二六年.jsonl", "e\u0301".repeat(30), "👩‍👩‍👧‍👦.png", "ｆｕｌｌ"),
);
const progresses = fc.record({
  bytesSent: fc.nat(1000),
  bytesConfirmed: fc.nat(1000),
  bytesTotal: fc.constant(1000),
  partsDone: fc.nat(500_000),
  partsTotal: fc.constant(500_000),
  parts: fc.constant([]),
  bytesPerSecond: fc.oneof(fc.constant(undefined), fc.double({ min: 0.1, max: 1e12, noNaN: true })),
  secondsLeft: fc.oneof(fc.constant(undefined), fc.double({ min: 0, max: 1e8, noNaN: true })),
});

test("whatever the file, no line is wider than the screen, whose last column stays free", () => {
  fc.assert(
    fc.property(names, progresses, fc.integer({ min: 2, max: 200 }), (label, progress, columns) => {
      const line = drawn(running(label, { progress }), columns);
      expect(widthOf(line)).toBeLessThan(columns);
    }),
  );
});

test("a terminal of somebody else's shows it in one line", async () => {
  const terminal = new xterm.Terminal({ cols: 40, rows: 10, allowProposedApi: true });
  const text = [80, 40].flatMap(() => ["training.jsonl", "資料集二〇二六年の訓練.jsonl"]);
  const lines = text.map((label) => drawn(running(label), 40));
  await new Promise<void>((done) => terminal.write(lines.join("\r\n"), done));
  const { active } = terminal.buffer;
  const shown = lines.map((_, at) => active.getLine(at)?.translateToString(true));
  expect(shown).toEqual(lines);
  expect(active.cursorY).toBe(lines.length - 1);
});
