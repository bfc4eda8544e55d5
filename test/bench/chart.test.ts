import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, test } from "vitest";
import { toSvg } from "../../scripts/bench/svg.ts";
import { sample } from "./sample.ts";

describe("a report → a chart", () => {
  let svg: Document;
  beforeAll(() => {
    // As XML: a text that isn't escaped would not parse.
    svg = new JSDOM(toSvg(sample), { contentType: "image/svg+xml" }).window.document;
  });
  const texts = (selector: string) =>
    [...svg.querySelectorAll(selector)].map(({ textContent }) => textContent);

  test("only the figures that are meant for it", () => {
    expect(texts(".figure")).toEqual(["Calls: CPU per upload"]);
    expect(texts(".unit")).toEqual(["ms, less is better"]);
  });

  test("a bar for each row, as long as its median", () => {
    const widths = [...svg.querySelectorAll("rect.bar")].map((bar) =>
      Number(bar.getAttribute("width")),
    );
    const [longest = 0] = [...widths].sort((a, b) => b - a);
    expect(widths.map((width) => width / longest)).toEqual([0.5, 0.125, 1]);
  });

  test("each with its name, its median and the ratio to the baseline", () => {
    expect(texts(".name")).toEqual(["ours <small>", "bare", "peer"]);
    expect(texts(".value")).toEqual(["2.0 ms, 4.0 × bare", "0.5 ms", "4.0 ms, 8.0 × bare"]);
  });

  test("a line from the least to the most", () => {
    const lengths = [...svg.querySelectorAll("line.range")].map(
      (line) => Number(line.getAttribute("x2")) - Number(line.getAttribute("x1")),
    );
    const [ours = 0, bare = 0, peer = 0] = lengths;
    expect(ours / bare).toBeCloseTo(6);
    expect(peer).toBe(0);
  });

  test("what it is of, and where it was measured, for those who can't see it", () => {
    expect(texts("title")).toEqual(["Small & quick"]);
    expect(texts("desc")).toEqual(["a machine"]);
  });
});
