// Hand-written. Copied from generator/runtime/uploads/command/terminal-reporter.ts; edit it there.
import { createLogUpdate } from "log-update";
import { eventText } from "./event-text.ts";
import type { FileEvent, FileState, Reporter } from "./file-state.ts";
import { counted } from "./format.ts";
import { fileLine, type Screen } from "./terminal-line.ts";
import { shorten, wrap } from "./width.ts";

/** Milliseconds between two drawings. */
const pace = 125;

/** Draws one line for each running file. Events stay above these lines. */
export class TerminalReporter implements Reporter {
  readonly #stream: NodeJS.WriteStream;
  readonly #marks: Screen["marks"];
  readonly #log: ReturnType<typeof createLogUpdate>;
  /** Redraws by the clock, not on progress, because pauses are counted down. */
  readonly #timer = setInterval(() => this.#draw(), pace);
  readonly #running = new Map<string, FileState>();
  #unsettled: number;
  #isOver = false;

  /** @param count how many files there are. */
  constructor(stream: NodeJS.WriteStream, count: number, marks: Screen["marks"]) {
    this.#stream = stream;
    this.#marks = marks;
    this.#log = createLogUpdate(stream);
    this.#unsettled = count;
  }

  tell(event: FileEvent): void {
    const { state, kind } = event;
    if (state.phase === "running") this.#running.set(state.file, state);
    else {
      this.#running.delete(state.file);
      this.#unsettled -= 1;
    }
    const isInLine = kind === "progress" || kind === "trouble";
    // Files that were not begun are listed at the end.
    const isNothing = kind === "stopped" && !state.progress;
    if (!isInLine && !isNothing) this.note(eventText(event, Date.now()));
  }

  note(text: string): void {
    if (this.#isOver) return;
    this.#log.clear();
    this.#stream.write(`${wrap(text, this.#columns)}\n`);
    this.#draw();
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#timer);
    this.#log.clear();
    this.#log.done();
  }

  get #columns(): number {
    return this.#stream.columns || 80;
  }

  #draw(): void {
    const { rows } = this.#stream;
    const screen = { columns: this.#columns, marks: this.#marks, now: Date.now() };
    const shown = [...this.#running.values()].slice(0, Math.max(1, (rows || 24) - 2));
    const waiting = this.#unsettled - shown.length;
    const lines = shown.map((state) => fileLine(state, screen));
    if (waiting > 0) lines.push(shorten(`${counted(waiting, "file")} waiting`, screen.columns - 1));
    this.#log(lines.join("\n"));
  }
}
