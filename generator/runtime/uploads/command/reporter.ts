import type { Reporter } from "./file-state.ts";
import { jsonReporter } from "./json-reporter.ts";
import { plainReporter, quietReporter } from "./plain-reporter.ts";
import type { RawOptions } from "./program.ts";
import type { Screen } from "./terminal-line.ts";
import { TerminalReporter } from "./terminal-reporter.ts";

/** Where ids of Files and JSON go, and where everything else goes. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** The reporter for these options and streams. */
export function reporterFor(
  { json, quiet }: Pick<RawOptions, "json" | "quiet">,
  count: number,
  { stdout, stderr }: Streams,
): Reporter {
  const toError = (text: string) => stderr.write(`${text}\n`);
  if (json) return jsonReporter((text) => stdout.write(`${text}\n`));
  if (quiet) return quietReporter(toError);
  return isTerminal(stderr) ? new TerminalReporter(stderr, count, marks()) : plainReporter(toError);
}

/** Whether lines can be redrawn. */
export function isTerminal(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && process.env["TERM"] !== "dumb";
}

/** Blocks on Windows and macOS, and on Linux if the locale can show them; otherwise ASCII. */
function marks(): Screen["marks"] {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  const isUnicode =
    process.platform !== "linux" || /utf-?8/i.test([LC_ALL, LC_CTYPE, LANG].find(Boolean) ?? "");
  return isUnicode ? ["█", "░"] : ["#", "-"];
}
