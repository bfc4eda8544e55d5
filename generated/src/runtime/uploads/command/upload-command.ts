// Hand-written. Copied from generator/runtime/uploads/command/upload-command.ts; edit it there.
import { connect } from "./connect.ts";
import { dryRun } from "./dry-run.ts";
import type { CommandFacts } from "./facts.ts";
import type { FileState } from "./file-state.ts";
import { IdPrinter } from "./id-printer.ts";
import { interruption } from "./interruption.ts";
import { goOnCommand, invocationOf } from "./invocation.ts";
import type { RawOptions } from "./program.ts";
import { isTerminal, reporterFor } from "./reporter.ts";
import { filesOf } from "./run-files.ts";
import { settingsOf } from "./settings.ts";
import { leftOf, summaryLines } from "./summary.ts";
import { namedBy, type Urls } from "./urls.ts";
import { wrap } from "./width.ts";

/** Uploads files. Resolves with the exit code. Throws a UsageError before anything is sent. */
export async function upload(
  facts: CommandFacts,
  args: readonly string[],
  raw: RawOptions,
): Promise<number> {
  const { names, urls } = await namedBy(args, raw.urlsFrom);
  const settings = settingsOf(facts.name, names, raw, urls);
  if (raw.dryRun) return dryRun(facts, names, settings, raw.json ?? false);
  const connection = await connect(facts, settings.baseUrl);

  const { stdout, stderr } = process;
  const reporter = reporterFor(raw, names.length, { stdout, stderr });
  const ending = interruption({
    first: () => reporter.note("Stopping; Ctrl-C again ends at once."),
    again: (code) => {
      reporter.end();
      conclude(facts, files.states(), { raw, urls }, code);
      process.exit(code);
    },
  });
  const { signal } = ending;
  const ids = new IdPrinter(stdout, isShownOnce(raw));
  const files = filesOf(names, {
    facts,
    settings,
    connection,
    signal,
    tell: (event) => {
      reporter.tell(event);
      ids.print(files.states());
    },
  });
  // The program that reads the output has ended, or the terminal was closed.
  stdout.on("error", () => ending.stop(1));
  stderr.on("error", () => undefined);

  await files.upload();
  reporter.end();
  return conclude(facts, files.states(), { raw, urls }, ending.code);
}

/** Whether ids are shown already, in JSON or in the lines about their files. */
function isShownOnce({ json, quiet }: RawOptions): boolean {
  const { stdout, stderr } = process;
  return json === true || (!quiet && isTerminal(stdout) && isTerminal(stderr));
}

/** Prints the outcome of a run and how to resume it. Returns the exit code. */
function conclude(
  { name }: CommandFacts,
  states: readonly FileState[],
  { raw, urls }: { readonly raw: RawOptions; readonly urls: Urls },
  code: number | undefined,
): number {
  const isDone = states.every(({ phase }) => phase === "uploaded");
  const exitCode = isDone ? 0 : (code ?? 1);
  const goOn = goOnCommand(invocationOf(name), leftOf(states), raw, urls);
  if (raw.json) {
    const uploaded = states.filter(({ phase }) => phase === "uploaded").length;
    const end = { event: "end", uploaded, of: states.length, exitCode, goOn };
    process.stdout.write(`${JSON.stringify(end)}\n`);
    return exitCode;
  }
  const { stderr } = process;
  const lines = raw.quiet ? [] : summaryLines(states);
  const shown = lines.map((it) =>
    isTerminal(stderr) ? wrap(it, stderr.columns || 80, "    ") : it,
  );
  // Not wrapped, so that it can be copied.
  const isBegun = states.some(({ kept, phase }) => kept ?? /^(stopped|waiting)$/.test(phase));
  if (goOn !== undefined) shown.push(isBegun ? "To continue:" : "To try again:", `  ${goOn}`);
  if (shown.length > 0) stderr.write(`${shown.join("\n")}\n`);
  return exitCode;
}
