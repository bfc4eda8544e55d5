import { fork } from "node:child_process";
import { once } from "node:events";

/** The path of a program, and arguments. */
export type Command = readonly [string, ...string[]];

/**
 * Runs a program in a process of its own, with the order as JSON in its first argument. Resolves with the message that
 * it sends, once it has ended. Throws when it ends without one. `env` is added to this process's; `command` is the runtime,
 * with what comes before the program.
 */
export async function runApart<Answer extends object>(
  program: string,
  order: unknown,
  env: NodeJS.ProcessEnv = {},
  [command, ...execArgv]: Command = [process.execPath],
): Promise<Answer> {
  const child = fork(program, [JSON.stringify(order)], {
    execPath: command,
    execArgv,
    env: { ...process.env, ...env },
  });
  const ended = once(child, "exit");
  const [answer] = (await Promise.race([once(child, "message"), ended])) as [Answer | number];
  await ended;
  if (typeof answer !== "object") throw new Error(`${program} failed; see above`);
  return answer;
}
