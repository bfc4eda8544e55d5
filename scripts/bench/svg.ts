import type { Figure, Report, Row, Table } from "./report.ts";
import { ratios, spreadOf, type Spread } from "./stats.ts";

/** Pixels. */
const page = { width: 820, margin: 28, heading: 60, row: 46, bar: 18, gap: 22, values: 250 };

/** On a ground of its own, since a page may be dark where the reader's system is light. */
const style = `
  text { font: 16px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
  .figure { font-size: 19px; font-weight: 600 }
  .machine, .unit { font-size: 14px; fill: #59636e }
  .ground { fill: #fff; stroke: #d1d9e0 }
  .bar { fill: #8c959f }
  .ours { fill: #0969da }
  .range { stroke: #1f2328; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .machine, .unit { fill: #9198a1 }
    .ground { fill: #0d1117; stroke: #3d444d }
    .bar { fill: #6e7681 }
    .ours { fill: #4493f8 }
    .range { stroke: #f0f6fc }
  }
`;

/** A bar chart for each figure that is meant for one, below each other. Names stand above their bars: some are long. */
export function toSvg({ title, machine, tables }: Report): string {
  const { width, margin, gap } = page;
  let y = margin;
  const panels = tables.flatMap((table) =>
    table.figures
      .filter(({ inChart }) => inChart)
      .map((figure) => {
        const bars = toBars(table, figure);
        const panel = drawPanel(bars, { title: `${table.title}: ${figure.title}`, figure, y });
        y += page.heading + bars.length * page.row + gap;
        return panel;
      }),
  );
  const height = y + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escape(title)}</title>
<desc>${escape(machine)}</desc>
<style>${style}</style>
<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${panels.join("\n")}
<text class="machine" x="${margin}" y="${height - 18}">${escape(machine)}</text>
</svg>
`;
}

interface Bar extends Spread {
  readonly row: Row;
  /** The ratio to the baseline, in words. */
  readonly times: string;
}

function toBars({ rows, baseline }: Table, { id }: Figure): Bar[] {
  const base = rows.find(({ name }) => name === baseline.row)?.values[id] ?? [];
  return rows.flatMap((row) => {
    const values = row.values[id] ?? [];
    const spread = spreadOf(values);
    if (!row.inChart || !spread) return [];
    const ratio = row.name === baseline.row ? undefined : spreadOf(ratios(values, base))?.middle;
    const digits = ratio === undefined || ratio < 2 ? 2 : 1;
    const times = ratio === undefined ? "" : `, ${ratio.toFixed(digits)} × ${baseline.label}`;
    return [{ row, ...spread, times }];
  });
}

function drawPanel(
  bars: readonly Bar[],
  { title, figure, y }: { title: string; figure: Figure; y: number },
): string {
  const most = Math.max(...bars.map(({ high }) => high));
  const scale = (page.width - 2 * page.margin - page.values) / most;
  return [
    `<text class="figure" x="${page.margin}" y="${y + 18}">${escape(title)}</text>`,
    `<text class="unit" x="${page.margin}" y="${y + 39}">${escape(figure.unit)}, ${figure.better} is better</text>`,
    ...bars.map((bar, index) =>
      drawBar(bar, { figure, scale, y: y + page.heading + index * page.row }),
    ),
  ].join("\n");
}

function drawBar(
  { row, low, middle, high, times }: Bar,
  { figure, scale, y }: { figure: Figure; scale: number; y: number },
): string {
  const { margin, bar } = page;
  const length = (value: number) => Math.max(0, value * scale).toFixed(2);
  const x = (value: number) => (margin + Number(length(value))).toFixed(2);
  const [top, center] = [y + 20, y + 20 + bar / 2];
  const value = `${middle.toFixed(figure.digits)} ${figure.unit}${times}`;
  return [
    `<text class="name" x="${margin}" y="${y + 14}">${escape(row.title)}</text>`,
    `<rect class="bar${row.isOurs ? " ours" : ""}" x="${margin}" y="${top}" width="${length(middle)}" height="${bar}" rx="2"/>`,
    `<line class="range" x1="${x(low)}" x2="${x(high)}" y1="${center}" y2="${center}"/>`,
    `<text class="value" x="${Number(x(high)) + 10}" y="${center + 5.5}">${escape(value)}</text>`,
  ].join("\n");
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
