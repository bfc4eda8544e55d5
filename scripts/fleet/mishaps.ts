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
 * the signal aborts before all have begun. What has begun then is waited for.
 */
export async function letHappen(
  fleet: Fleet,
  mishaps: readonly Mishap[],
  options: MishapOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const { signal, seed } = options;
  const random = randomFrom(seed);
  const shuffled = shuffle(mishaps, random);
  const underWay: Promise<void>[] = [];
  for (const [index, mishap] of shuffled.entries()) {
    // Some files have to be left for the last.
    const share = (0.6 * (index + random())) / shuffled.length;
    while (shareOf(fleet) < share) await sleep(20, undefined, { signal });
    const happening = happen(fleet, mishap, { ...options, random });
    happening.catch(() => undefined);
    underWay.push(happening);
  }
  await Promise.all(underWay);
}

interface Circumstances extends MishapOptions {
  readonly random: () => number;
  readonly signal: AbortSignal;
}

async function happen(fleet: Fleet, mishap: Mishap, now: Circumstances): Promise<void> {
  if (mishap.kind === "window") await strike(fleet, mishap.window, now);
  else if (mishap.kind === "outage") await stopRedis(fleet, now);
  else if (mishap.kind === "kill") await kill(fleet, now);
  else await freeze(fleet, now);
}

async function strike({ windows }: Fleet, window: Window, { onNote, signal }: Circumstances) {
  signal.throwIfAborted();
  const struck = await Promise.race([windows.arm(window), once(signal, "abort")]);
  if (!("worker" in struck)) throw signal.reason;
  onNote(`${struck.worker} killed: ${words[window]}`);
}

async function stopRedis({ redis }: Fleet, { outage, onNote }: Circumstances) {
  await redis.stop();
  onNote(`Redis stopped for ${outage / 1000} s`);
  await sleep(outage);
  await redis.start();
  onNote("Redis is back");
}

async function kill(fleet: Fleet, now: Circumstances) {
  const worker = await anyBusy(fleet, now);
  worker.kill();
  now.onNote(`${worker.name} killed`);
}

async function freeze(fleet: Fleet, now: Circumstances) {
  const worker = await anyBusy(fleet, now);
  worker.freeze();
  now.onNote(`${worker.name} stopped for ${now.freeze / 1000} s`);
  await sleep(now.freeze);
  worker.thaw();
  now.onNote(`${worker.name} goes on`);
  // For what it still does, should all files be done.
  await sleep(now.freeze / 5);
}

const words: Record<Window, string> = {
  unseen: "the Upload was completed, no response seen",
  unsaved: "the response was seen, not saved",
  unnoted: "the File was saved, the job not completed",
};

/** One that is sending a file, so that something is lost. */
async function anyBusy(fleet: Fleet, { random, signal }: Circumstances): Promise<WorkerProcess> {
  for (;;) {
    const names = fleet.api.busy();
    const isBusy = (it: WorkerProcess) => it.state() === "running" && names.has(it.name);
    const worker = shuffle(fleet.workers, random).find(isBusy);
    if (worker) return worker;
    await sleep(20, undefined, { signal });
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

/** Numbers from 0 up to 1, by Marsaglia's xorshift of 32 bits. */
function randomFrom(seed: number): () => number {
  let state = (seed | 0) ^ 0x9e3779b9 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
