import { inspect } from "node:util";
import { InputError } from "../errors.ts";
import { lines } from "../text.ts";

/** What a command has to say, and the code to exit with. */
export interface Outcome {
  /** 0: done. 1: done, with the finding that was asked for. 2: bad input, nothing written. */
  readonly code: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** The outcome of a command that may throw. */
export async function outcomeOf(command: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await command();
  } catch (error) {
    // Anything but an InputError is a defect of ours, and its stack is what a report needs.
    const stderr = error instanceof InputError ? error.message : lines(inspect(error));
    return { code: 2, stdout: "", stderr: `${stderr}\n` };
  }
}
