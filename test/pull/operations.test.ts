import { describe, expect, test } from "vitest";
import { applyOverlay } from "../../generator/load/apply-overlay.ts";
import { findRenamed, keepingActions, operationsIn } from "../../generator/pull/operations.ts";
import { parseOverlay } from "../../generator/load/overlay.ts";

const documentOf = (operations: Record<string, string>) => ({
  paths: Object.fromEntries(
    Object.entries(operations).map(([path, operationId]) => [path, { post: { operationId } }]),
  ),
});

test("operations are those below paths, with their ids", () => {
  const document = {
    paths: { "/a": { get: {}, post: { operationId: "b", callbacks: { c: { d: { post: {} } } } } } },
    webhooks: { e: { post: { operationId: "f" } } },
  };
  expect(operationsIn(document)).toEqual([
    { id: undefined, request: "GET /a" },
    { id: "b", request: "POST /a" },
  ]);
});

describe("renamed", () => {
  test.each<[string, Record<string, string>, Record<string, string>, object[]]>([
    ["another id", { "/a": "x" }, { "/a": "y" }, [{ request: "POST /a", from: "x", to: "y" }]],
    [
      "another id, and another name of a path parameter",
      { "/a/{b}": "x" },
      { "/a/{c}": "y" },
      [{ request: "POST /a/{c}", from: "x", to: "y" }],
    ],
    ["the same id elsewhere", { "/a": "x" }, { "/b": "x" }, []],
    ["ids that changed places", { "/a": "x", "/b": "y" }, { "/a": "y", "/b": "x" }, []],
    ["a new operation where an older one stood", { "/a": "x" }, { "/a": "y", "/b": "x" }, []],
    ["gone", { "/a": "x" }, {}, []],
    ["without an id before", { "/a": "" }, { "/a": "" }, []],
  ])("%s", (_, ours, upstream, want) => {
    expect(findRenamed(documentOf(ours), documentOf(upstream))).toEqual(want);
  });
});

test.each([
  "plain",
  "it's",
  'a "quoted" one',
  "back\\slash",
  "\\'",
  "line\nfeed",
  "naïve ✓",
  "a: b",
])("the action renames %j back, and nothing else", (to) => {
  const document = documentOf({ "/a": to, "/b": "other" });
  const lines = keepingActions([{ request: "POST /a", from: 'x\'s: "y"', to }]);
  const text = ["overlay: 1.1.0", "actions:", ...lines].join("\n");
  applyOverlay(document, parseOverlay(text, "pasted.yaml"));
  expect(document).toEqual(documentOf({ "/a": 'x\'s: "y"', "/b": "other" }));
});
