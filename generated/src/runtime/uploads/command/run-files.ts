// Hand-written. Copied from generator/runtime/uploads/command/run-files.ts; edit it there.
import { FileRun, type Run } from "./file-run.ts";
import type { FileState } from "./file-state.ts";
import { Slots } from "./slots.ts";

/** The files of a run, and the state of each. */
export interface Files {
  /** Their states now, in the order in which they were given. */
  states(): FileState[];
  /** Uploads them; one that fails holds up no other. Never rejects. */
  upload(): Promise<void>;
}

/** The files that are to be uploaded. */
export function filesOf(names: readonly string[], run: Run): Files {
  const files = names.map((name) => new FileRun(name, run));
  return {
    states: () => files.map(({ state }) => state),
    upload: () => uploadAll(files, run),
  };
}

async function uploadAll(files: readonly FileRun[], { settings, signal }: Run): Promise<void> {
  const { concurrency, partSize } = settings;
  const slots = new Slots(concurrency);
  const running: Promise<unknown>[] = [];
  for (const file of files) {
    try {
      const lanes = Math.min(concurrency, Math.max(1, Math.ceil((await file.size()) / partSize)));
      const release = await slots.take(lanes);
      signal.throwIfAborted();
      running.push(file.upload(lanes).finally(release));
    } catch (error) {
      file.fail(error);
    }
  }
  await Promise.all(running);
}
