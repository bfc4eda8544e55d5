import { InputError } from "../input-error.ts";
import type { Report } from "./report.ts";

/** The package's version, and the one that a report asks for. */
export interface VersionStep {
  readonly current: string;
  readonly next: string;
}

/**
 * The version that follows from a report. Before 1.0.0 a break raises the second number, as ranges like `^0.1.0` expect:
 * leaving 0.x is a decision of its own.
 *
 * @throws {InputError} The current version is none.
 */
export function versionStep(current: string, { verdict, entries }: Report): VersionStep {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(current);
  if (match === null)
    throw new InputError(
      `${JSON.stringify(current)} is not a version`,
      "Set version in spec/package/package.json to three numbers, such as 1.2.3.",
    );
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  if (entries.length === 0) return { current, next: current };
  if (verdict === "major" && major > 0) return { current, next: `${major + 1}.0.0` };
  if (verdict === "patch") return { current, next: `${major}.${minor}.${patch + 1}` };
  return { current, next: `${major}.${minor + 1}.0` };
}
