// Hand-written. Copied from generator/runtime/uploads/command/usage-error.ts; edit it there.
/** The command line is wrong, and nothing was sent. The message names the option, the value and the remedy. */
export class UsageError extends Error {}
