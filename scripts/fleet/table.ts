/** Shows the jobs of a fleet: a table that is drawn anew on a terminal, lines elsewhere. */
import { setTimeout as sleep } from "node:timers/promises";
import { createLogUpdate } from "log-update";
import type { Fleet } from "./fleet.ts";

export interface Table {
  note(text: string): void;
  /** Follows a fleet, until the function that it returns is called. */
  follow(fleet: Fleet): () => void;
}

export function makeTable(out: NodeJS.WriteStream): Table {
  return out.isTTY ? new LiveTable(out) : new Lines(out);
}

interface Row {
  readonly object: string;
  readonly worker: string;
  readonly parts: number;
  readonly tries: number;
}

interface State {
  readonly counts: Readonly<Record<string, number>>;
  readonly active: readonly Row[];
}

async function stateOf({ queue, api }: Fleet): Promise<State> {
  const counts = await queue.getJobCounts("completed", "active", "waiting", "delayed", "failed");
  const jobs = await queue.getActive();
  const uploads = api.uploads();
  const active = jobs.map(({ data: { object }, attemptsStarted: tries }) => {
    const parts = uploads.findLast(({ filename }) => filename === object)?.parts.length ?? 0;
    return { object, worker: api.workerOf.get(object) ?? "", parts, tries };
  });
  return { counts, active };
}

/** Calls back with each new state, at most five times a second. While Redis is gone, there is none. */
function watch(fleet: Fleet, show: (state: State) => void): () => void {
  const over = new AbortController();
  const run = async () => {
    while (!over.signal.aborted) {
      const state = await stateOf(fleet);
      over.signal.throwIfAborted();
      show(state);
      await sleep(200, undefined, over);
    }
  };
  run().catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  return () => over.abort();
}

class LiveTable implements Table {
  readonly #out: NodeJS.WriteStream;
  readonly #draw: ReturnType<typeof createLogUpdate>;
  readonly #notes: string[] = [];
  #lines = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
    this.#draw = createLogUpdate(out);
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  follow(fleet: Fleet): () => void {
    const stop = watch(fleet, (state) => {
      const text = this.#textOf(fleet, state);
      // Else lines are lost: findings/log-update-loses-lines.sh.
      const lines = text.split("\n").length;
      if (lines !== this.#lines) this.#draw.clear();
      this.#lines = lines;
      this.#draw(text);
    });
    return () => {
      stop();
      this.#draw.done();
    };
  }

  #textOf({ workers, contents }: Fleet, { counts, active }: State): string {
    const needed = Math.ceil((contents[0]?.size ?? 0) / (8 * 2 ** 20));
    const room = Math.max(3, this.#out.rows - 12);
    const rows = active.slice(0, room).map((row) => {
      const bar = "█".repeat(row.parts).padEnd(needed, "░");
      return `  ${row.object.padEnd(16)} ${row.worker.padEnd(4)} ${bar}  try ${row.tries}`;
    });
    return [
      workers.map((worker) => `${worker.name} ${worker.state()}`).join("   "),
      Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(", "),
      ...rows,
      ...this.#notes.slice(-6),
    ].join("\n");
  }
}

class Lines implements Table {
  readonly #out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  note(text: string): void {
    this.#out.write(`${text}\n`);
  }

  follow(fleet: Fleet): () => void {
    let last = "";
    return watch(fleet, ({ counts }) => {
      const text = `${counts.completed ?? 0} of ${fleet.contents.length} files are done`;
      if (text !== last) this.note(text);
      last = text;
    });
  }
}
