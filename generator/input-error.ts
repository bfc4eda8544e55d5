/** Something the caller gave is wrong. The message names it and says what to do; there is no need for a stack trace. */
export class InputError extends Error {
  constructor(problem: string, remedy: string, options?: ErrorOptions) {
    super(`${problem}\n  ${remedy}`, options);
    this.name = "InputError";
  }
}
