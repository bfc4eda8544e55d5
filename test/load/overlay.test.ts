import { describe, expect, test } from "vitest";
import { applyOverlay } from "../../generator/load/apply-overlay.ts";
import { parseOverlay } from "../../generator/load/overlay.ts";

/** An overlay of the given actions, each with a reason. */
function actions(...given: readonly object[]) {
  const overlay = {
    overlay: "1.1.0",
    actions: given.map((action) => ({ description: "why", ...action })),
  };
  return parseOverlay(JSON.stringify(overlay), "overlay.yaml");
}

describe("an action changes the document", () => {
  test.each([
    [
      "update merges into every object that is selected, at any depth",
      { a: { x: { k: 1 } }, b: { x: { k: 2, l: 3 } } },
      { target: "$.*", update: { x: { k: 9, m: [1] } } },
      { a: { x: { k: 9, m: [1] } }, b: { x: { k: 9, l: 3, m: [1] } } },
      2,
    ],
    ["update of the root", { a: 1 }, { target: "$", update: { b: 2 } }, { a: 1, b: 2 }, 1],
    [
      "update appends one entry to an array",
      { list: [{ k: 1 }] },
      { target: "$.list", update: { k: 2 } },
      { list: [{ k: 1 }, { k: 2 }] },
      1,
    ],
    [
      "update joins arrays below an object",
      { o: { list: [1] } },
      { target: "$.o", update: { list: [2, 3] } },
      { o: { list: [1, 2, 3] } },
      1,
    ],
    [
      "remove takes several members of one array, and those only",
      { list: [{ k: 1 }, { k: 1, n: 2 }, { k: 3 }] },
      { target: "$.list[?@.k == 1]", remove: true },
      { list: [{ k: 3 }] },
      2,
    ],
    [
      "remove takes what it selects at every depth",
      { x: {}, list: [{ x: { x: {} }, k: 1 }, { x: [1] }] },
      { target: "$..x", remove: true },
      { list: [{ k: 1 }, {}] },
      4,
    ],
    [
      "remove wins over update",
      { a: { k: 1 } },
      { target: "$.a", remove: true, update: { k: 2 } },
      {},
      1,
    ],
    [
      "remove takes a primitive, in an array only the one that was meant",
      { type: "integer", list: [1, 2, 1] },
      { target: "$.list[2]", remove: true },
      { type: "integer", list: [1, 2] },
      1,
    ],
    [
      "remove takes a property by its value",
      { a: { type: "integer", format: "unixtime" } },
      { target: "$.a[?@ == 'integer']", remove: true },
      { a: { format: "unixtime" } },
      1,
    ],
    [
      "update puts a primitive in the place of one",
      { a: { k: 1 }, list: [1, 2] },
      { target: "$..[?@ == 1]", update: 9 },
      { a: { k: 9 }, list: [9, 2] },
      2,
    ],
    ["nothing matches", { a: 1 }, { target: "$.b", update: { k: 1 } }, { a: 1 }, 0],
    [
      "one place selected twice is changed once",
      { list: [{ k: 1 }] },
      { target: "$.list[0, 0]", remove: true },
      { list: [] },
      1,
    ],
  ])("%s", (_, document, action, want, places) => {
    const given = structuredClone<Record<string, unknown>>(document);
    const applied = applyOverlay(given, actions(action));
    expect(given).toEqual(want);
    expect(applied.map((one) => one.places)).toEqual([places]);
  });

  test("actions see what the ones before them did", () => {
    const document = { a: { k: [1] } };
    applyOverlay(
      document,
      actions(
        { target: "$.a.k", remove: true },
        { target: "$.a[?@]", update: { k: 1 } },
        { target: "$.a", update: { k: 2 } },
      ),
    );
    expect(document).toEqual({ a: { k: 2 } });
  });

  test("places changed by one update share nothing", () => {
    const document = { a: {}, b: {} };
    applyOverlay(
      document,
      actions({ target: "$.*", update: { list: [] } }, { target: "$.a.list", update: 1 }),
    );
    expect(document).toEqual({ a: { list: [1] }, b: { list: [] } });
  });
});

describe("an action that does not fit is refused, by name", () => {
  test.each([
    ["not a JSONPath", { target: "$.a[?", update: {} }, "$.a[? is not a JSONPath"],
    [
      "an object for what is a primitive",
      { target: "$.a.k", update: {} },
      "$.a.k selects a primitive",
    ],
    ["the root", { target: "$", remove: true }, "selects the root"],
    ["a primitive for an object", { target: "$.a", update: 1 }, "$.a selects an object"],
    ["an object for a primitive", { target: "$.a", update: { k: {} } }, 'another type at "k"'],
    ["an object for an array", { target: "$.a", update: { list: {} } }, 'another type at "list"'],
  ])("%s", (_, action, message) => {
    expect(() => applyOverlay({ a: { k: 1, list: [] } }, actions(action))).toThrow(message);
  });
});

describe("a file that is no overlay is refused", () => {
  test.each([
    ["broken YAML", "overlay: [1", "o.yaml is not YAML"],
    ["another document", "openapi: 3.1.0", "o.yaml is not an OpenAPI Overlay 1.0 or 1.1"],
    ["Overlay 1.2", "overlay: 1.2.0", "o.yaml is not an OpenAPI Overlay 1.0 or 1.1"],
    [
      "`copy` of 1.1",
      "overlay: 1.1.0\nactions: [{ target: $.a, description: why, copy: $.b }]",
      "action 1 of 1 is incomplete",
    ],
    ["no actions", "overlay: 1.0.0\nactions: []", "o.yaml has no actions"],
    [
      "an action without a target",
      "overlay: 1.0.0\nactions:\n  - { target: $, update: {} }\n  - { update: {} }",
      "action 2 of 2 is incomplete",
    ],
    [
      "an action without effect",
      "overlay: 1.0.0\nactions: [{ target: $, description: why, remove: false }]",
      "action 1 of 1 is incomplete",
    ],
  ])("%s", (_, text, message) => {
    expect(() => parseOverlay(text, "o.yaml")).toThrow(message);
  });
});

test("an action needs no description, as in the specification", () => {
  const [action] = parseOverlay("overlay: 1.0.0\nactions: [{ target: $, update: {} }]", "o.yaml");
  expect(action).toEqual({ target: "$", description: undefined, update: {}, remove: false });
});
