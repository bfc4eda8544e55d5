/** One worker of the fleet: a process that is started again whenever it has been killed. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { atExit } from "./at-exit.ts";

export interface WorkerProcess extends AsyncDisposable {
  readonly name: string;
  /** Ends it by SIGKILL if it is running, and says whether it was. It is started again after a second. */
  kill(): boolean;
  /** Stops it by SIGSTOP: it does nothing, and its sockets stay open. */
  freeze(): void;
  /** Lets it go on. */
  thaw(): void;
  readonly state: () => "running" | "killed" | "frozen";
  /** What it has written to its standard error, of all lives. */
  readonly printed: () => string;
}

export interface WorkerOptions {
  readonly name: string;
  /** The file that Node runs. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

export function startWorker({ name, program, env }: WorkerOptions): WorkerProcess {
  let child: ChildProcess | undefined;
  let state: "running" | "killed" | "frozen" = "killed";
  let printed = "";
  let restart: NodeJS.Timeout | undefined;
  let isOver = false;
  const run = () => {
    const started = spawn(process.execPath, [program], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = started;
    state = "running";
    started.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    started.once("exit", () => {
      state = "killed";
      if (!isOver) restart = setTimeout(run, 1000);
    });
  };
  const signal = (it: NodeJS.Signals) => child?.kill(it);
  const forget = atExit(() => signal("SIGKILL"));
  run();
  return {
    name,
    kill: () => {
      if (state !== "running") return false;
      state = "killed";
      return signal("SIGKILL") ?? false;
    },
    freeze: () => {
      if (state === "running" && signal("SIGSTOP")) state = "frozen";
    },
    thaw: () => {
      if (state === "frozen" && signal("SIGCONT")) state = "running";
    },
    state: () => state,
    printed: () => printed,
    [Symbol.asyncDispose]: async () => {
      isOver = true;
      clearTimeout(restart);
      const running = child;
      if (running && running.exitCode === null && running.signalCode === null) {
        running.kill("SIGKILL");
        await once(running, "exit");
      }
      forget();
    },
  };
}
