// Hand-written. Copied from generator/runtime/notify.ts; edit it there.
/**
 * Calls a hook of the caller's without waiting for it. What it throws or rejects with, at any time, goes to `onError`: an
 * unhandled rejection would end the process.
 */
export function notify<T>(
  hook: ((value: T) => unknown) | undefined,
  value: T,
  onError: (error: unknown) => void,
): void {
  try {
    const pending = hook?.(value) as PromiseLike<unknown> | undefined;
    if (typeof pending?.then === "function") Promise.resolve(pending).catch(onError);
  } catch (error) {
    onError(error);
  }
}
