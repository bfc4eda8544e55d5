// Hand-written. Copied from generator/runtime/uploads/watch.ts; edit it there.
import { onAbort } from "../abort.ts";

/** Milliseconds between two looks. */
const pace = 2000;

/**
 * Looks at a source again and again until `sent` settles, and rejects with what a look throws. What is sent of a file
 * that has changed is of no use, and never ends where a browser waits for bytes that are gone.
 */
export async function watch(look: () => Promise<void>, sent: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  void sent.then(() => over.abort());
  for (;;) {
    await pause(over.signal);
    if (over.signal.aborted) return;
    await look();
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  let stop = () => {};
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pace);
    stop = onAbort(signal, () => {
      clearTimeout(timer);
      resolve();
    });
  });
  stop();
}
