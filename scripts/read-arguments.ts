import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";

/**
 * Reads the command line of a script. `--help` prints the comment at the head of its file, which says what it does and
 * lists its options; an option it does not have is named, with exit code 2. Ctrl-C, and closing the terminal, end the
 * script by `process.exit`, so that all `atExit` was given is done.
 */
export function readArguments<T extends ParseArgsConfig>(
  script: string,
  config: T = {} as T,
): ReturnType<typeof parseArgs<T>> {
  for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }))
    process.once(signal, () => process.exit(code));
  if (process.argv.includes("--help")) {
    console.log(headOf(script));
    process.exit();
  }
  try {
    return parseArgs<T>(config);
  } catch (error) {
    console.error(`${(error as Error).message}\n${basename(script)} --help lists its options.`);
    process.exit(2);
  }
}

/** The text of the first comment of a file. */
function headOf(script: string): string {
  const [, comment = ""] = /\/\*\*(.*?)\*\//s.exec(readFileSync(script, "utf8")) ?? [];
  return comment.replaceAll(/^ *\* ?/gm, "").trim();
}
