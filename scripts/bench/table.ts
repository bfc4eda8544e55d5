import type { Figure, Report, Row, Table } from "./report.ts";
import { ratios, spreadOf } from "./stats.ts";

/** Medians and ranges, and the ratios of the columns that the rows are compared in. */
export function toMarkdown({ tables }: Report): string {
  return tables
    .flatMap((table) => table.figures.map((figure) => toTable(table, figure)))
    .join("\n");
}

function toTable({ title, rows }: Table, figure: Figure): string {
  const names = new Set(rows.map(({ name }) => name));
  const columns = new Set(
    rows.flatMap(({ against }) =>
      Object.keys(against).filter((column) => names.has(against[column] ?? "")),
    ),
  );
  const head = ["", figure.unit, ...[...columns].map((column) => `× ${column}`)];
  const lines = rows.map((row) => [
    row.title,
    format(row.values[figure.id], figure.digits),
    ...[...columns].map((column) => ratioTo(row, rows, { column, figure })),
  ]);
  const text = [head, head.map(() => "---"), ...lines].map(toLine).join("\n");
  return `### ${title}: ${figure.title}, ${figure.unit}\n\n${text}\n`;
}

function ratioTo(
  row: Row,
  rows: readonly Row[],
  { column, figure: { id } }: { column: string; figure: Figure },
): string {
  const other = rows.find(({ name }) => name === row.against[column]);
  return format(ratios(row.values[id] ?? [], other?.values[id] ?? []), 2);
}

function format(values: readonly number[] | undefined, digits: number): string {
  const spread = spreadOf(values ?? []);
  if (!spread) return "";
  const [low, middle, high] = [spread.low, spread.middle, spread.high].map((value) =>
    value.toFixed(digits),
  );
  return `${middle} (${low}–${high})`;
}

function toLine(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell ? ` ${cell} ` : " ")).join("|")}|`;
}
