/** One worker of the fleet: a process that is started again whenever it has been killed. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { atExit } from "../at-exit.ts";

type State = "running" | "killed" | "frozen";

export interface WorkerProcess extends AsyncDisposable {
  readonly name: string;
  /** Ends it by SIGKILL if it is running, and says whether it was. It is started again after a second. */
  kill(): boolean;
  /** Asks it to end by SIGTERM, as a deployment does. Resolves with the milliseconds that it took. */
  end(): Promise<number>;
  /** Stops it by SIGSTOP: it does nothing, and its sockets stay open. */
  freeze(): void;
  /** Lets it go on. */
  thaw(): void;
  state(): State;
  /** The id of its process, or of the last. */
  pid(): number;
  /** What it has written to its standard error, of all lives. */
  printed(): string;
}

export interface WorkerOptions {
  readonly name: string;
  /** The file that Node runs. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

export function startWorker(options: WorkerOptions): WorkerProcess {
  return new Lives(options);
}

class Lives implements WorkerProcess {
  readonly name: string;
  readonly #options: WorkerOptions;
  readonly #forget = atExit(() => this.#child?.kill("SIGKILL"));
  #child: ChildProcess | undefined;
  #state: State = "killed";
  #printed = "";
  #restart: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(options: WorkerOptions) {
    this.name = options.name;
    this.#options = options;
    this.#begin();
  }

  state(): State {
    return this.#state;
  }

  pid(): number {
    return this.#child?.pid ?? NaN;
  }

  printed(): string {
    return this.#printed;
  }

  kill(): boolean {
    return this.#turn("running", "killed", "SIGKILL");
  }

  async end(): Promise<number> {
    const child = this.#child;
    const began = performance.now();
    if (child && this.#turn("running", "killed", "SIGTERM")) await once(child, "exit");
    return performance.now() - began;
  }

  freeze(): void {
    this.#turn("running", "frozen", "SIGSTOP");
  }

  thaw(): void {
    this.#turn("frozen", "running", "SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    this.#forget();
  }

  #begin(): void {
    const env = { ...process.env, ...this.#options.env };
    const child = spawn(process.execPath, [this.#options.program], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#child = child;
    this.#state = "running";
    child.stderr.on("data", (chunk: Buffer) => (this.#printed += chunk.toString()));
    child.once("exit", () => {
      this.#state = "killed";
      if (!this.#isOver) this.#restart = setTimeout(() => this.#begin(), 1000);
    });
  }

  #turn(from: State, to: State, signal: NodeJS.Signals): boolean {
    if (this.#state !== from) return false;
    this.#state = to;
    return this.#child?.kill(signal) ?? false;
  }
}
