import { expect, test } from "vitest";
import type { FileState } from "../../../../generator/runtime/uploads/command/file-state.ts";
import { jsonReporter } from "../../../../generator/runtime/uploads/command/json-reporter.ts";

test("progress has the counts, and not the map of the parts", () => {
  const lines: string[] = [];
  const counts = { bytesSent: 1, bytesConfirmed: 0, bytesTotal: 9, partsDone: 0, partsTotal: 1 };
  const progress = {
    ...counts,
    bytesPerSecond: undefined,
    secondsLeft: undefined,
    parts: [{ size: 9, bytesSent: 1, state: "sending" }],
  } as const;
  const state: FileState = { file: "a.txt", label: "a.txt", phase: "running", progress };
  jsonReporter((line) => lines.push(line)).tell({ kind: "progress", state });
  expect(JSON.parse(lines[0] ?? "")).toEqual({ event: "progress", file: "a.txt", ...counts });
});
