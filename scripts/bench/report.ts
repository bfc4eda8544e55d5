import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { basename, resolve } from "node:path";
import { format, resolveConfig } from "prettier";

/** What a benchmark has measured: printed as tables, written as JSON, drawn as a chart. */
export interface Report {
  readonly title: string;
  /** Where it was measured, and with which options. */
  readonly machine: string;
  readonly tables: readonly Table[];
}

/** Ways that were measured in turn. */
export interface Table {
  readonly title: string;
  /** The row that a chart compares the others with, and what it calls it. */
  readonly baseline: { readonly row: string; readonly label: string };
  readonly figures: readonly Figure[];
  readonly rows: readonly Row[];
}

/** What was measured of each way. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** After the decimal point. */
  readonly digits: number;
  readonly better: "less" | "more";
  readonly inChart: boolean;
}

/** A way, before it is measured. */
export interface Subject {
  readonly name: string;
  readonly title: string;
  /** Whether it is this project's. */
  readonly isOurs: boolean;
  readonly inChart: boolean;
  /** The heading of a column of ratios → the name of the row that it is about. */
  readonly against: Readonly<Record<string, string>>;
}

export interface Row extends Subject {
  /** A value per run, by the figure's id; none where nothing is to be known. */
  readonly values: Readonly<Record<string, readonly number[]>>;
}

export function describeMachine(options: string): string {
  const [{ model } = { model: "an unknown processor" }, ...others] = cpus();
  return `Node ${process.versions.node}, ${others.length + 1} × ${model.trim()}, ${options}`;
}

/** The commit of a checkout, to tell it from this one; the folder's name if it is none of git's. */
export function labelOf(checkout: string): string {
  try {
    const args = ["-C", checkout, "rev-parse", "--short", "HEAD"];
    return execFileSync("git", args, { encoding: "utf8" }).trim();
  } catch {
    return basename(resolve(checkout));
  }
}

/** Formatted as all of this repository is: it may be committed. */
export async function writeJson(path: string, report: Report): Promise<void> {
  const options = { ...(await resolveConfig(path)), parser: "json" };
  await writeFile(path, await format(JSON.stringify(report, null, 2), options));
}
