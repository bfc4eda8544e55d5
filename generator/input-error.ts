import { line, lines } from "./terminal-text.ts";

/**
 * Something the caller gave is wrong. The message names it and says what to do; there is no need for a stack trace. What
 * of it is a document's, a server's or a library's has nothing in it that a terminal would obey.
 */
export class InputError extends Error {
  /** `problem` may be several lines. */
  constructor(problem: string | readonly string[], remedy: string, options?: ErrorOptions) {
    // Lists of files are long, and have to be whole.
    const told = [problem].flat().map((one) => line(one, 100_000));
    super(`${told.join("\n")}\n  ${lines(remedy)}`, options);
    this.name = "InputError";
  }
}
