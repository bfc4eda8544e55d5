import { expect, test } from "vitest";
import { ratios, spreadOf } from "../../scripts/bench/stats.ts";

test.each([
  [[3, 1, 2], { low: 1, middle: 2, high: 3 }],
  [[4, 1, 2, 3], { low: 1, middle: 2.5, high: 4 }],
  [[10, 9, 100], { low: 9, middle: 10, high: 100 }],
  [[7], { low: 7, middle: 7, high: 7 }],
  [[], undefined],
])("%j → %j", (values, want) => {
  expect(spreadOf(values)).toEqual(want);
});

test.each([
  ["each run is compared with the run beside it", [2, 9, 8], [1, 3, 2], [2, 3, 4]],
  ["a run that the other lacks is left out", [2, 9], [1], [2]],
  ["nothing to compare with", [2, 9], [], []],
])("%s", (_, values, others, want) => {
  expect(ratios(values, others)).toEqual(want);
});
