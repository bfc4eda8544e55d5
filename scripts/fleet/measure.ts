/** What a fleet has taken of Redis. */
import type { Fleet } from "./fleet.ts";

export interface Figures {
  /** Commands of the workers, those inside BullMQ's scripts included, by name; for one job. */
  readonly commandsPerJob: number;
  /** Calls of scripts and plain commands, each a round trip; for one job. */
  readonly roundTripsPerJob: number;
  /** Bytes of Redis's memory for one completed job, its events included. */
  readonly memoryPerJob: number;
  /** Microseconds of Redis's processor for one job. */
  readonly microsecondsPerJob: number;
  /** Bytes that went to Redis and came from it, for one job. */
  readonly bytesPerJob: number;
}

export async function measure({ client, contents }: Fleet): Promise<Figures> {
  const all = await client.info("all");
  const jobs = contents.length;
  const stats = [...all.matchAll(/^cmdstat_(\S+):calls=(\d+),usec=(\d+)/gm)];
  const calls = stats.map(([, name = "", count, usec]) => ({
    name,
    count: Number(count),
    usec: Number(usec),
  }));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);
  const value = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(all)?.[1] ?? NaN);
  const commands = sum(calls.map(({ count }) => count));
  return {
    commandsPerJob: commands / jobs,
    roundTripsPerJob: value("total_commands_processed") / jobs,
    memoryPerJob: (value("used_memory") - value("used_memory_startup")) / jobs,
    microsecondsPerJob: sum(calls.map(({ usec }) => usec)) / jobs,
    bytesPerJob: (value("total_net_input_bytes") + value("total_net_output_bytes")) / jobs,
  };
}
