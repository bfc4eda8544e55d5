import { Ending, onAbort } from "../abort.ts";

/** Milliseconds between two checks. */
const pace = 2000;

/**
 * Checks a source repeatedly until `sent` settles, and rejects with what `look` throws. Sending a file that has changed is
 * useless, and never ends in a browser that waits for bytes that are gone.
 */
export async function watch(look: () => Promise<void>, sent: Promise<unknown>): Promise<void> {
  const ending = new Ending();
  void sent.then(() => ending.abort());
  for (;;) {
    await pause(ending);
    if (ending.aborted) return;
    await look();
  }
}

/** Waits two seconds, or until the signal aborts. */
export async function pause(ending: AbortSignal | Ending): Promise<void> {
  let stop = () => {};
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pace);
    stop = onAbort(ending, () => {
      clearTimeout(timer);
      resolve();
    });
  });
  stop();
}
