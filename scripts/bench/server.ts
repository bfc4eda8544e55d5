import { fork } from "node:child_process";
import { once } from "node:events";
import { atExit } from "../at-exit.ts";
import type { Certificate } from "./certificate.ts";

export interface Server {
  /** Its base URL. */
  readonly url: string;
  readonly stop: () => void;
}

/** Starts the sink in a process of its own. */
export async function startSink(program: string, certificate?: Certificate): Promise<Server> {
  const args = certificate ? [certificate.key, certificate.cert] : [];
  const child = fork(program, args, { execArgv: [] });
  child.once(
    "exit",
    atExit(() => child.kill()),
  );
  const told = await Promise.race([once(child, "message"), once(child, "exit")]);
  const [url] = told as [string | number];
  if (typeof url !== "string") throw new Error(`${program} failed; see above`);
  return { url, stop: () => void child.kill() };
}
