import { describe, expect, test } from "vitest";
import { crossCutting } from "./support/cross-cutting.ts";
import { reasonFor, testsOf, testsWithoutSource } from "./support/test-places.ts";

test.each([
  ["load/limits.ts", ["load/limits.test.ts"]],
  ["read-api/index.ts", ["read-api/index.test.ts", "read-api.test.ts"]],
])("the test of generator/%s may be %j", (source, want) => {
  expect(testsOf(source)).toEqual(want);
});

describe("a test stands where its source does: that of generator/x/y.ts is test/x/y.test.ts", () => {
  const without = testsWithoutSource();

  test("or it is in the list of test/support/cross-cutting.ts, with the reason", () => {
    expect(without.filter((path) => reasonFor(path) === undefined)).toEqual([]);
  });

  test("and nothing is in that list that has a source, or is gone", () => {
    const used = new Set(without.map(reasonFor));
    expect(Object.keys(crossCutting).filter((key) => !used.has(key))).toEqual([]);
  });
});
