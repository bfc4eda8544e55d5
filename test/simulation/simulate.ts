import { createUploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import { checkAgain, checkLife, type Past } from "./promises.ts";
import { Life, type LifeOptions } from "./life.ts";
import type { Delay } from "./network.ts";
import type { Scenario } from "./scenario.ts";
import { SimulatedFile } from "./simulated-source.ts";
import { checkpointIn } from "./simulated-store.ts";
import { World } from "./world.ts";

/**
 * Uploads a file through everything that a scenario has happen, starting anew after every crash. Throws a Violation
 * when one of the promises was broken.
 */
export async function simulate(scenario: Scenario): Promise<void> {
  const world = new World();
  try {
    const server = createUploadsServer({
      now: () => world.now(),
      faults: ({ index }) => scenario.faults[index],
      dialects: scenario.dialects,
    });
    const file = new SimulatedFile(scenario.size);
    const past: Past = { scenario, server, world, file, store: new Map(), lives: [] };
    const crashes = scenario.events.filter(({ kind }) => kind === "crash").length;
    const options = { ...past, delay: delays(scenario) };
    const beginning = world.now();
    for (let life = 0; life <= crashes; life++) {
      const current = await live({ ...options, life }, beginning);
      await checkLife(current, past);
      past.lives.push(current);
      if (current.outcome?.kind !== "crash") break;
    }
    await askAgain({ ...options, life: past.lives.length }, past);
  } finally {
    world.close();
  }
}

/** Lets the process die before its caller has noted the File, and another ask for it. */
async function askAgain(options: LifeOptions, { scenario, file, lives }: Past): Promise<void> {
  const { outcome, source } = lives.at(-1) ?? {};
  const isKept = scenario.keepsCompleted && scenario.checkpoint !== "none";
  const isWell = scenario.callerCode.misbehaviours.length === 0;
  if (outcome?.kind !== "success" || scenario.source === "stream" || !isKept || !isWell) return;
  if (file.version !== source?.startVersion) return;
  const life = await live({ ...options, scenario: { ...scenario, events: [] } }, 0);
  checkAgain(life, outcome.fileId);
}

async function live(options: LifeOptions, beginning: number): Promise<Life> {
  const { scenario, world, store } = options;
  const life = new Life(options);
  const { source } = life;
  const planned = scenario.events
    .filter(({ at }) => beginning + at > life.startedAt)
    .filter(({ kind }) => kind !== "change" || canChange(scenario))
    .map((event) =>
      world.at(beginning + event.at, () => {
        if (event.kind === "change") source.change(event.change);
        else if (event.kind === "abort") life.abort();
        else life.crash(event.change);
      }),
    );
  life.start();
  life.isStuck = !(await world.run(() => life.outcome !== undefined));
  for (const takeBack of planned) takeBack();
  life.end();
  if (life.outcome?.kind === "crash") {
    if (life.outcome.change) source.change(life.outcome.change);
    world.clearTimers();
    life.saved = checkpointIn(store);
  }
  return life;
}

/** A stream is what it is, and a fingerprint that is late may be of any time. */
function canChange({ source, callerCode }: Scenario): boolean {
  const isLate = callerCode.misbehaviours.some(
    ({ hook, way }) => hook === "source.fingerprint" && /late/.test(way),
  );
  return source === "file" && !isLate;
}

function delays({ delays: list }: Scenario): Delay {
  let next = 0;
  return async (signal) => {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, list[next++ % list.length]);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    });
  };
}
