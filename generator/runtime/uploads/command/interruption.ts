/** Milliseconds within which a second signal counts as the first: the terminal signals npx too, which passes its own on. */
const echo = 300;

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Whether and how the user has ended a run. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code that says so; undefined until then. */
  readonly code: number | undefined;
  /** Ends the run as a signal does, with an exit code. */
  stop(code: number): void;
}

/** Called for the first signal, after which the run is ending, and for each one after that. */
export interface SignalHandlers {
  first(): void;
  again(code: number): void;
}

/** Listens for Ctrl-C, and for the signals with which a system ends processes. */
export function interruption(handlers: SignalHandlers): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  let last = 0;
  const stop = (asked: number) => {
    code ??= asked;
    controller.abort(new Error("interrupted"));
  };
  // Until the process ends: otherwise a signal at the very end would kill it.
  for (const [name, exitCode] of Object.entries(codes))
    process.on(name, () => {
      const isEcho = Date.now() - last < echo;
      last = Date.now();
      if (isEcho) return;
      if (code !== undefined) handlers.again(code);
      else {
        stop(exitCode);
        handlers.first();
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
