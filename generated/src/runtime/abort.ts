// Hand-written. Copied from generator/runtime/abort.ts; edit it there.
/**
 * Why a signal was aborted: an Error, or whatever else the caller passed. Signals in older test environments, in React
 * Native and from the package abort-controller give no reason.
 */
export function reasonOf(signal: AbortSignal): Error {
  return (signal.reason ?? new DOMException("This operation was aborted", "AbortError")) as Error;
}

/** Like the signal's own method, which those signals lack too. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}

interface Waiting {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
  /** Kept alive as long as anybody waits: see `sourcesOf`. */
  readonly sources: readonly unknown[];
}

const waiting = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls back once when a signal aborts, immediately if it already has. Returns a function that cancels this. The signal
 * gets a single listener however many wait for it: from the eleventh on, Node warns of a leak.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  const { callbacks, listener } = waiting.get(signal) ?? listenTo(signal);
  // The same function may be registered twice.
  const own = () => callback();
  callbacks.add(own);
  return () => {
    callbacks.delete(own);
    if (callbacks.size > 0 || waiting.get(signal)?.callbacks !== callbacks) return;
    waiting.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const callbacks = new Set<() => void>();
  const listener = () => {
    waiting.delete(signal);
    for (const callback of callbacks) callback();
  };
  const entry = { callbacks, listener, sources: sourcesOf(signal) };
  waiting.set(signal, entry);
  signal.addEventListener("abort", listener, { once: true });
  return entry;
}

/**
 * The signals that a signal from `AbortSignal.any` was made from. Node 20 keeps no reference to them: a timeout among
 * them is garbage-collected and never fires. In runtimes without such a list, or without this bug, this is harmless.
 */
function sourcesOf(signal: AbortSignal): unknown[] {
  const symbols = Object.getOwnPropertySymbols(signal);
  const symbol = symbols.find(({ description }) => description === "kSourceSignals");
  if (!symbol) return [];
  // It behaves like a Set but is no instance of one.
  const sources = (signal as unknown as Record<symbol, Iterable<Partial<WeakRef<object>>>>)[symbol];
  return [...(sources ?? [])].map((source) => source.deref?.());
}

/**
 * Waits for code that isn't ours, but no longer than until the signal aborts: it then rejects with the signal's reason. A
 * value that arrives later goes to `late`. `Promise.race` won't do: it keeps its result in memory as long as the
 * longest-lived of its promises.
 */
export function unlessAborted<T>(
  signal: AbortSignal | undefined,
  start: () => T | PromiseLike<T>,
  late?: (value: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    throwIfAborted(signal);
    let isOver = false;
    const end = (reason: Error) => {
      isOver = true;
      reject(reason);
    };
    const stop = signal && onAbort(signal, () => end(reasonOf(signal)));
    const started = (async () => start())().finally(() => stop?.());
    started.then(resolve, reject);
    if (late)
      started.then(
        (value) => isOver && late(value),
        () => undefined,
      );
  });
}

/**
 * Like `unlessAborted`, with a limit in milliseconds: when that is reached, it rejects with an Error that names what took
 * so long, and aborts the signal passed to `start`. Leaves no timer behind.
 */
export async function within<T>(
  milliseconds: number,
  what: string,
  start: (signal: AbortSignal) => T | PromiseLike<T>,
  signal?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  const late = new Error(`${what} did not settle within ${milliseconds} ms`);
  const timer = setTimeout(() => controller.abort(late), milliseconds);
  const stop = signal && onAbort(signal, () => controller.abort(reasonOf(signal)));
  try {
    return await unlessAborted(controller.signal, () => start(controller.signal));
  } finally {
    stop?.();
    clearTimeout(timer);
  }
}
