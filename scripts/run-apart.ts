import { fork } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a program in a process of its own, with the order as JSON in its first argument. Resolves with the message that
 * it sends, once it has ended. Throws when it ends without one. `env` is added to this process's.
 */
export async function runApart<Answer extends object>(
  program: string,
  order: unknown,
  env: NodeJS.ProcessEnv = {},
): Promise<Answer> {
  const child = fork(program, [JSON.stringify(order)], {
    execArgv: [],
    env: { ...process.env, ...env },
  });
  const ended = once(child, "exit");
  const [answer] = (await Promise.race([once(child, "message"), ended])) as [Answer | number];
  await ended;
  if (typeof answer !== "object") throw new Error(`${program} failed; see above`);
  return answer;
}
