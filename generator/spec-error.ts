import { InputError } from "./input-error.ts";

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

  constructor(location: SpecLocation, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${location.file}${location.pointer ?? ""}: ${problem}`, remedy, options);
    this.name = "SpecError";
    this.file = location.file;
    this.pointer = location.pointer;
  }
}
