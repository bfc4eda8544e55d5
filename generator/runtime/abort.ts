/**
 * Why a signal has aborted: an Error, or whatever else was given. Signals of older test environments, of React Native
 * and of the package abort-controller don't tell.
 */
export function reasonOf(signal: AbortSignal): Error {
  return (signal.reason ?? new DOMException("This operation was aborted", "AbortError")) as Error;
}

/** As the signal's own method, which those have neither. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}

interface Waiting {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
  /** Held as long as somebody waits: see `sourcesOf`. */
  readonly sources: readonly unknown[];
}

const waiting = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls back once when a signal aborts, at once if it has. Returns what takes that back. However many wait, the signal
 * has one listener: Node warns of a leak from the eleventh on.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  const { callbacks, listener } = waiting.get(signal) ?? listenTo(signal);
  // The same function may wait twice.
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
 * The signals that one of `AbortSignal.any` was made from. Node 20 holds on to none of them: a timeout among them is
 * collected, and never ends anything. Where a runtime keeps no such list, or has no such fault, it does no harm.
 */
function sourcesOf(signal: AbortSignal): unknown[] {
  const symbols = Object.getOwnPropertySymbols(signal);
  const symbol = symbols.find(({ description }) => description === "kSourceSignals");
  if (!symbol) return [];
  // Not an instance of Set, though it works as one.
  const sources = (signal as unknown as Record<symbol, Iterable<Partial<WeakRef<object>>>>)[symbol];
  return [...(sources ?? [])].map((source) => source.deref?.());
}

/**
 * Waits for somebody else's code, until the signal aborts at the latest: it then rejects with the signal's reason. What
 * comes after that goes to `late`. `Promise.race` would not do: its result stays in memory as long as the promise that
 * lives longest.
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
 * As `unlessAborted`, for at most so many milliseconds: then it rejects with an Error that names what took so long, and
 * the signal that `start` gets is aborted. No timer is left.
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
