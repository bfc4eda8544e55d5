/** What happens to a fleet while it works: the same for the same seed, as far as the machine lets it be. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fleet } from "./fleet.ts";
import type { WorkerProcess } from "./worker-process.ts";
import type { Window } from "./windows.ts";

export type Mishap =
  | { readonly kind: "kill" | "freeze" | "outage" }
  | { readonly kind: "window"; readonly window: Window };

/** One of each but the kills at random, and one moment twice. */
export const everything: readonly Mishap[] = [
  ...(["unseen", "unseen", "unsaved", "unnoted"] as const).map(
    (window) => ({ kind: "window", window }) as const,
  ),
  { kind: "outage" },
  { kind: "freeze" },
];

export interface MishapOptions {
  readonly seed: number;
  /** Milliseconds for which Redis is gone. */
  readonly outage: number;
  /** Milliseconds for which a worker is stopped. */
  readonly freeze: number;
  readonly onNote: (text: string) => void;
}

/**
 * Lets each happen when its turn has come by the share of the Parts that are stored. Resolves when all have; rejects when
 * the signal aborts before that.
 */
export async function letHappen(
  fleet: Fleet,
  mishaps: readonly Mishap[],
  { signal, ...options }: MishapOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const random = randomFrom(options.seed);
  const shuffled = shuffle(mishaps, random);
  const underWay: Promise<void>[] = [];
  const aborted = once(signal, "abort").then(() => signal.throwIfAborted());
  aborted.catch(() => undefined);
  for (const [index, mishap] of shuffled.entries()) {
    // Some files have to be left for the last.
    const share = (0.75 * (index + random())) / shuffled.length;
    while (shareOf(fleet) < share) await sleep(20, undefined, { signal });
    underWay.push(happen(fleet, mishap, random, options));
  }
  await Promise.race([Promise.all(underWay), aborted]);
}

async function happen(
  fleet: Fleet,
  mishap: Mishap,
  random: () => number,
  { outage, freeze, onNote }: MishapOptions,
): Promise<void> {
  if (mishap.kind === "window") {
    const { worker } = await fleet.windows.arm(mishap.window);
    return onNote(`${worker} killed: ${words[mishap.window]}`);
  }
  if (mishap.kind === "outage") {
    await fleet.redis.stop();
    onNote(`Redis stopped for ${outage / 1000} s`);
    await sleep(outage);
    await fleet.redis.start();
    return onNote("Redis is back");
  }
  const worker = await anyBusy(fleet, random);
  if (mishap.kind === "kill") {
    worker.kill();
    return onNote(`${worker.name} killed`);
  }
  worker.freeze();
  onNote(`${worker.name} stopped for ${freeze / 1000} s`);
  await sleep(freeze);
  worker.thaw();
  onNote(`${worker.name} goes on`);
}

const words: Record<Window, string> = {
  unseen: "the Upload was completed, no response seen",
  unsaved: "the response was seen, not saved",
  unnoted: "the File was saved, the job not completed",
};

/** One that is sending a file, so that something is lost. */
async function anyBusy(fleet: Fleet, random: () => number): Promise<WorkerProcess> {
  for (;;) {
    const names = fleet.api.busy();
    const isBusy = (it: WorkerProcess) => it.state() === "running" && names.has(it.name);
    const worker = shuffle(fleet.workers, random).find(isBusy);
    if (worker) return worker;
    await sleep(20);
  }
}

/** Of all Parts that are needed, how many the API has. */
export function shareOf({ api, contents }: Fleet): number {
  const parts = contents.reduce((sum, { size }) => sum + Math.ceil(size / (8 * 2 ** 20)), 0);
  return api.uploads().reduce((sum, upload) => sum + upload.parts.length, 0) / parts;
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** Numbers from 0 up to 1, by Marsaglia's xorshift. */
function randomFrom(seed: number): () => number {
  let state = (seed | 0) ^ 0x9e3779b9 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
