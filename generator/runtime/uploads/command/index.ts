export type { CommandFacts, ConnectOptions } from "./facts.ts";
export { runCommand } from "./main.ts";
