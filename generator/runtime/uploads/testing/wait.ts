import { reasonOf, throwIfAborted } from "../../abort.ts";

/**
 * Waits until the time is over, or for ever if there is none. Leaves no timer behind.
 *
 * @throws the signal's reason as soon as it is aborted.
 */
export function wait(signal: AbortSignal, milliseconds?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    throwIfAborted(signal);
    const timer =
      milliseconds === undefined
        ? undefined
        : setTimeout(() => {
            signal.removeEventListener("abort", stop);
            resolve();
          }, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
