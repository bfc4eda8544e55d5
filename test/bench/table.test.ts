import { expect, test } from "vitest";
import { toMarkdown } from "../../scripts/bench/table.ts";
import { sample } from "./sample.ts";

test("each figure of a table → medians with ranges, and ratios run by run", () => {
  expect(toMarkdown(sample)).toBe(`### Calls: CPU per upload, ms

| | ms | × bare | × peer |
| --- | --- | --- | --- |
| ours <small> | 2.0 (1.0–4.0) | 4.00 (2.00–4.00) | 0.50 (0.25–1.00) |
| bare | 0.5 (0.5–1.0) | | 0.13 (0.13–0.25) |
| peer | 4.0 (4.0–4.0) | | |

### Calls: memory, MB

| | MB | × bare | × peer |
| --- | --- | --- | --- |
| ours <small> | 10 (10–10) | | 0.50 (0.50–0.50) |
| bare | | | |
| peer | 20 (20–20) | | |
`);
});
