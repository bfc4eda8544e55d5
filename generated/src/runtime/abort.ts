// Hand-written. Copied from generator/runtime/abort.ts; edit it there.
/** A signal, or an `Ending` instead of one. */
export type Abortable = Pick<AbortSignal, "aborted" | "reason">;

/**
 * Why a signal was aborted: an Error, or whatever else the caller passed. Signals in older test environments, in React
 * Native and from the package abort-controller give no reason.
 */
export function reasonOf(signal: Abortable): Error {
  return (signal.reason ?? new DOMException("This operation was aborted", "AbortError")) as Error;
}

/** Like the signal's own method, which the signals above lack too. */
export function throwIfAborted(signal: Abortable | undefined): void {
  if (signal?.aborted) throw reasonOf(signal);
}

/** The callbacks that wait for a signal. */
interface Waiting {
  readonly callbacks: Set<() => void>;
  /** Removes the listener. Undefined where none is needed. */
  readonly stop?: () => void;
  /** Kept alive for as long as anything waits: see `sourcesOf`. */
  readonly sources?: readonly unknown[];
}

const waiting = new WeakMap<Abortable, Waiting>();

/**
 * Like an AbortController, but its signal is only made when something reads it. Making and aborting one takes longer than
 * sending a small body, and the code of this runtime can wait without it.
 */
export class Ending implements Waiting, Abortable {
  readonly callbacks = new Set<() => void>();
  aborted = false;
  reason: unknown;
  #controller: AbortController | undefined;

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      waiting.set(this.#controller.signal, this);
      if (this.aborted) this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }

  abort(reason?: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#controller?.abort(reason);
    for (const callback of this.callbacks) callback();
  }
}

/**
 * Calls back once when a signal aborts, immediately if it already has. Returns a function that cancels this. The signal
 * gets a single listener however many wait for it: from the eleventh on, Node warns of a leak.
 */
export function onAbort(signal: AbortSignal | Ending, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  const entry: Waiting =
    signal instanceof Ending ? signal : (waiting.get(signal) ?? listenTo(signal));
  const { callbacks, stop } = entry;
  // The same function may be registered twice.
  const own = () => callback();
  callbacks.add(own);
  return () => {
    callbacks.delete(own);
    if (callbacks.size === 0 && waiting.get(signal) === entry) stop?.();
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const callbacks = new Set<() => void>();
  const listener = () => {
    waiting.delete(signal);
    for (const callback of callbacks) callback();
  };
  const stop = () => {
    waiting.delete(signal);
    signal.removeEventListener("abort", listener);
  };
  const entry = { callbacks, stop, sources: sourcesOf(signal) };
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
  signal: AbortSignal | Ending | undefined,
  start: () => T | PromiseLike<T>,
  late?: (value: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    throwIfAborted(signal);
    let isOver = false;
    const stop =
      signal &&
      onAbort(signal, () => {
        isOver = true;
        reject(reasonOf(signal));
      });
    const run = async () => {
      try {
        return await start();
      } finally {
        stop?.();
      }
    };
    run().then((value) => (isOver ? late?.(value) : resolve(value)), reject);
  });
}

/**
 * Like `unlessAborted`, with a limit in milliseconds: when that is reached, it rejects with an Error that names what took
 * so long, and aborts what is passed to `start`. Leaves no timer behind.
 */
export async function within<T>(
  milliseconds: number,
  what: string,
  start: (ending: Ending) => T | PromiseLike<T>,
  signal?: AbortSignal | Ending,
): Promise<T> {
  const ending = new Ending();
  const late = new Error(`${what} did not settle within ${milliseconds} ms`);
  const timer = setTimeout(() => ending.abort(late), milliseconds);
  const stop = signal && onAbort(signal, () => ending.abort(reasonOf(signal)));
  try {
    return await unlessAborted(ending, () => start(ending));
  } finally {
    stop?.();
    clearTimeout(timer);
  }
}
