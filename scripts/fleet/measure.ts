/** What jobs take of Redis, by what it says of itself. */
import type { Redis } from "ioredis";

/** For one job. */
export interface Figures {
  /** Calls of scripts: BullMQ's, and those that write a checkpoint. */
  readonly scripts: number;
  /** Bytes that were sent to Redis. */
  readonly bytes: number;
  /** Microseconds of Redis's processor. */
  readonly microseconds: number;
  /** Bytes of Redis's memory by the end. */
  readonly memory: number;
}

/** Begins to measure. The function that it returns gives the figures, when so many jobs are done. */
export async function measure(client: Redis): Promise<(jobs: number) => Promise<Figures>> {
  const before = await totalsOf(client);
  return async (jobs) => {
    const after = await totalsOf(client);
    const each = (name: keyof Figures) => (after[name] - before[name]) / jobs;
    const [scripts, bytes] = [each("scripts"), each("bytes")];
    return { scripts, bytes, microseconds: each("microseconds"), memory: each("memory") };
  };
}

async function totalsOf(client: Redis): Promise<Figures> {
  const text = await client.info("all");
  const value = (name: string) => Number(new RegExp(`^${name}[:=]([\\d.]+)`, "m").exec(text)?.[1]);
  const calls = (name: string) => value(`cmdstat_${name}:calls`) || 0;
  return {
    scripts: calls("eval") + calls("evalsha"),
    bytes: value("total_net_input_bytes"),
    microseconds: 1e6 * (value("used_cpu_user") + value("used_cpu_sys")),
    memory: value("used_memory"),
  };
}
