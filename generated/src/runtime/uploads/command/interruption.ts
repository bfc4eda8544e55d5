// Hand-written. Copied from generator/runtime/uploads/command/interruption.ts; edit it there.
/** Milliseconds in which a signal that comes again is the same one: npx sends on what a terminal has sent to both. */
const echo = 300;

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ends a run when the user wants it. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code that says so; undefined as long as nobody has. */
  readonly code: number | undefined;
  /** As a signal does, with an exit code. */
  stop(code: number): void;
}

/** Told of the first signal, after which the run is ending, and of the next. */
export interface Interrupted {
  first(): void;
  again(code: number): void;
}

/** Listens for Ctrl-C and for what a system ends processes with. */
export function interruption(told: Interrupted): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  let last = 0;
  const stop = (asked: number) => {
    code ??= asked;
    controller.abort(new Error("interrupted"));
  };
  // For as long as the process lives: one that comes again at the very end would else kill it.
  for (const [name, exitCode] of Object.entries(codes))
    process.on(name, () => {
      const isEcho = Date.now() - last < echo;
      last = Date.now();
      if (isEcho) return;
      if (code !== undefined) told.again(code);
      else {
        stop(exitCode);
        told.first();
      }
    });
  return {
    signal: controller.signal,
    get code() {
      return code;
    },
    stop,
  };
}
