import { parseArgs, type ParseArgsConfig } from "node:util";
import { InputError } from "../errors.ts";

/**
 * The options of a command line, and its positional arguments where `config` allows them.
 *
 * @param command Such as `npm run changes`: the error says how to see its help.
 * @throws {InputError} An option is unknown, or has no value.
 */
export function readOptions<T extends ParseArgsConfig>(
  command: string,
  argv: readonly string[],
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>({ ...config, args: [...argv] });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(problem, seeHelp(command), { cause });
  }
}

/** What to do about a command line that is wrong. */
export function seeHelp(command: string): string {
  return `See ${command} -- --help.`;
}
