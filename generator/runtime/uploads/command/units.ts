import { UsageError } from "./usage-error.ts";

const sizes: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

const times: Readonly<Record<string, number>> = {
  "": 1,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/** The bytes in a text such as `67108864`, `32MiB` or `1.5 GB`. Throws a UsageError that names the option. */
export function parseBytes(option: string, text: string): number {
  return parse(option, text, sizes, "bytes, such as 33554432, 32MiB or 30MB");
}

/** The seconds in a text such as `3600`, `12h` or `30d`. Throws a UsageError that names the option. */
export function parseSeconds(option: string, text: string): number {
  return parse(option, text, times, "a time, such as 12h, 30d or seconds");
}

/** Seconds in the largest unit that has them as a whole number: `30d`. */
export function timeText(seconds: number): string {
  const unit = ["d", "h", "m"].find((name) => seconds % (times[name] ?? 1) === 0) ?? "s";
  return `${seconds / (times[unit] ?? 1)}${unit}`;
}

/** A whole number from 1. Throws a UsageError that names the option. */
export function parseCount(option: string, text: string): number {
  return parse(option, text, { "": 1 }, "a whole number above 0");
}

function parse(
  option: string,
  text: string,
  units: Readonly<Record<string, number>>,
  wanted: string,
): number {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text) ?? [];
  const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  // Rounded: a whole number in decimal, such as 4.1 GB, may not be one in binary.
  const value = Number((Number(digits) * (factor ?? NaN)).toPrecision(15));
  if (digits !== "" && Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`${option} must be ${wanted}, got ${text}`);
}
