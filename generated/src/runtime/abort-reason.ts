// Hand-written. Copied from generator/runtime/abort-reason.ts; edit it there.
/**
 * Why a signal has aborted. Those of jsdom before version 20, React Native and the package abort-controller have no
 * `reason`.
 */
export function reasonOf(signal: AbortSignal): unknown {
  return signal.reason ?? new DOMException("This operation was aborted", "AbortError");
}

/** As the signal's own method, which jsdom's got in version 21 and polyfills don't have. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}
