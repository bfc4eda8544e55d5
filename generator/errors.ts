import { line, lines } from "./text.ts";

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

/** Where in which document something is wrong. */
export interface SpecLocation {
  /** The document's path, as the user gave it or relative to it. */
  readonly file: string;
  /** JSON pointer into the document, such as `#/paths/~1uploads/post`. Absent when the file as a whole is meant. */
  readonly pointer?: string | undefined;
}

/** The document can't be generated from. The message says where, what is wrong and how to mend it. */
export class SpecError extends InputError {
  readonly file: string;
  readonly pointer: string | undefined;

  /** `problem` may be several lines. */
  constructor(
    location: SpecLocation,
    problem: string | readonly string[],
    remedy: string,
    options?: ErrorOptions,
  ) {
    const place = line(`${location.file}${location.pointer ?? ""}`, 500);
    const [first = "", ...others] = [problem].flat().map((one) => line(one));
    super([`${place}: ${first}`, ...others], remedy, options);
    this.name = "SpecError";
    this.file = location.file;
    this.pointer = location.pointer;
  }
}
