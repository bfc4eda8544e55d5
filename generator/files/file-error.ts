import { getSystemErrorMap } from "node:util";
import { InputError } from "../errors.ts";

/** The code of a system error, such as `ENOENT`; undefined for errors of another kind. */
export function codeOf(error: unknown): string | undefined {
  return isSystemError(error) ? error.code : undefined;
}

/**
 * What the system refused, as an error for the user. One that is none of the system's comes back as it is.
 *
 * @param problem What could not be done, such as `client can't be written`.
 * @param remedy What to do about a refusal that has no remedy of its own.
 */
export function fileError(error: unknown, problem: string, remedy = "Check the path."): unknown {
  if (!isSystemError(error)) return error;
  const [, reason = ""] = getSystemErrorMap().get(error.errno ?? 0) ?? [];
  const place = error.path === undefined || problem.includes(error.path) ? "" : `, ${error.path}`;
  const told = `${problem}: ${reason === "" ? error.code : `${reason} (${error.code})`}${place}`;
  return new InputError(told, remedies[error.code] ?? remedy, { cause: error });
}

const noRight = "Change the permissions, or choose another place.";
const full = "Make room there, then run it again.";

const remedies: Readonly<Record<string, string>> = {
  EACCES: noRight,
  EPERM: noRight,
  EROFS: "Name a place that can be written to.",
  ENOSPC: full,
  EDQUOT: full,
  ENAMETOOLONG: "Shorten the path, or the name in the document that it comes from.",
};

interface SystemError extends NodeJS.ErrnoException {
  readonly code: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && "syscall" in error;
}
