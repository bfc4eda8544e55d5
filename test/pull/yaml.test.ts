import { expect, test } from "vitest";
import { parse } from "yaml";
import { printYaml } from "../../generator/pull/yaml.ts";

test.each([
  ["a short text", "Short.", "k: Short.\n"],
  ["a long text stays on its line", "word ".repeat(40) + "end", `k: ${"word ".repeat(40)}end\n`],
  ["lines become a block", "One.\nTwo.", "k: |-\n  One.\n  Two.\n"],
  ["a short text that needs quotes", "`a` b", 'k: "`a` b"\n'],
  [
    "a long text that needs quotes becomes a block",
    "`a` " + "b".repeat(80),
    `k: |-\n  \`a\` ${"b".repeat(80)}\n`,
  ],
  ["what YAML 1.1 takes for a boolean", "on", 'k: "on"\n'],
  ["what YAML 1.1 takes for a number", "1_000", 'k: "1_000"\n'],
  ["a name of null", "null", 'k: "null"\n'],
  ["control characters are escaped", "a\u0000\nb", 'k: "a\\0\\nb"\n'],
])("%s", (_, value, want) => {
  const text = printYaml({ k: value }, "", []);
  expect(text).toBe(want);
  expect(parse(text)).toEqual({ k: value });
});

test("the heading comes first; one value at two places is written twice", () => {
  const shared = { k: 1 };
  expect(printYaml({ a: shared, b: shared }, "# Heading.\n", [])).toBe(
    "# Heading.\na:\n  k: 1\nb:\n  k: 1\n",
  );
});

test("a place without words is marked", () => {
  const document = { paths: { "/a": { parameters: [{ name: "id" }] } } };
  const undescribed = [{ path: ["paths", "/a", "parameters", "0"], fields: ["description"] }];
  expect(printYaml(document, "", undescribed)).toBe(
    "paths:\n  /a:\n    parameters:\n      # No description of ours yet.\n      - name: id\n",
  );
});
