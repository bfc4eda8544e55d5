// Hand-written. Copied from generator/runtime/uploads/command/main.ts; edit it there.
import { readFileSync } from "node:fs";
import type { CommandFacts } from "./facts.ts";
import { runProgram } from "./program.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command line of this process, and sets the exit code. */
export async function runCommand(facts: CommandFacts): Promise<void> {
  process.exitCode = await exitCodeOf(facts, process.argv.slice(2)).catch((error: unknown) => {
    const { message = String(error) } = Object(error) as Partial<Error>;
    process.stderr.write(`${facts.name}: ${message}\n`);
    return error instanceof UsageError ? 2 : 1;
  });
}

/** The code that does the work is loaded when it is needed: help then starts in half the time. */
function exitCodeOf(facts: CommandFacts, args: readonly string[]): Promise<number> {
  return runProgram(facts, versionIn(facts.manifest), args, {
    upload: async (files, options) => {
      const { upload } = await import("./upload-command.ts");
      return upload(facts, files, options);
    },
    cancel: async (id, options) => {
      const { cancel } = await import("./cancel-command.ts");
      return cancel(facts, id, options);
    },
  });
}

function versionIn(manifest: URL): string {
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
