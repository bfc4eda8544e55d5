import { fork } from "node:child_process";
import { once } from "node:events";
import { atExit } from "./fleet/at-exit.ts";

/**
 * Runs a program in a process of its own, with the order as JSON in its first argument. Resolves with the message that
 * it sends, once it has ended. Throws when it ends without one. `env` is added to this process's.
 */
export async function runApart<Message extends object>(
  program: string,
  order: unknown,
  env: NodeJS.ProcessEnv = {},
): Promise<Message> {
  const child = fork(program, [JSON.stringify(order)], {
    execArgv: [],
    env: { ...process.env, ...env },
  });
  child.once(
    "exit",
    atExit(() => child.kill()),
  );
  const ended = once(child, "exit");
  const [message] = (await Promise.race([once(child, "message"), ended])) as [Message | number];
  await ended;
  if (typeof message !== "object") throw new Error(`${program} failed; see above`);
  return message;
}
