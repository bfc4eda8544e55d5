import { basename } from "node:path";
import type { Trial } from "./try-document.ts";

const head = ["document", "operations", "seconds", "lines", "errors"];

/** One line per document, its columns aligned, and below what is wrong with those that something is wrong with. */
export function tableOf(trials: readonly Trial[]): string {
  const rows = [head, ...trials.map(rowOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === 4 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
  return `${[...lines, "", ...trials.flatMap(detailsOf), summaryOf(trials)].join("\n")}\n`;
}

function rowOf({ file, operations, seconds, lines, errors, refusal }: Trial): string[] {
  const outcome = refusal === undefined ? String(errors.length) : "refused";
  return [basename(file), String(operations), seconds.toFixed(1), String(lines), outcome];
}

/** As many errors of one document as tell what is going on. */
const maxErrors = 10;

function detailsOf({ file, errors, refusal }: Trial): string[] {
  if (refusal !== undefined) return [`${basename(file)} is refused:`, refusal, ""];
  if (errors.length === 0) return [];
  const more = errors.length > maxErrors ? [`… and ${errors.length - maxErrors} more`] : [];
  return [`${basename(file)} does not compile:`, ...errors.slice(0, maxErrors), ...more, ""];
}

function summaryOf(trials: readonly Trial[]): string {
  const refused = trials.filter(({ refusal }) => refusal !== undefined).length;
  const broken = trials.filter(({ errors }) => errors.length > 0).length;
  const fine = trials.length - refused - broken;
  return `${trials.length} documents: ${fine} compile, ${refused} refused, ${broken} don't compile`;
}
