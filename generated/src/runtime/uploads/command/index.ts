// Hand-written. Copied from generator/runtime/uploads/command/index.ts; edit it there.
export type { CommandFacts, ConnectOptions } from "./facts.ts";
export { runCommand } from "./main.ts";
