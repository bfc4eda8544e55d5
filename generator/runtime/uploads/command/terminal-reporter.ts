import { createLogUpdate } from "log-update";
import { eventText } from "./event-text.ts";
import type { FileEvent, FileState, Reporter } from "./file-state.ts";
import { fileLine, type Screen } from "./terminal-line.ts";
import { shorten } from "./width.ts";

/** Milliseconds between two drawings. */
const pace = 125;

/** Draws one line for each file under way; what has happened to a file stays above them. */
export function terminalReporter(
  stream: NodeJS.WriteStream,
  count: number,
  marks: Screen["marks"],
): Reporter {
  const log = createLogUpdate(stream);
  const running = new Map<string, FileState>();
  let settled = 0;
  let isOver = false;
  const draw = () => {
    const screen = { columns: stream.columns || 80, marks, now: Date.now() };
    const most = Math.max(1, (stream.rows || 24) - 2);
    const shown = [...running.values()].slice(0, most);
    const waiting = count - settled - shown.length;
    const lines = shown.map((state) => fileLine(state, screen));
    if (waiting > 0) lines.push(shorten(`${waiting} waiting`, screen.columns - 1));
    log(lines.join("\n"));
  };
  // By the clock, not by progress: a pause is counted down, too.
  const timer = setInterval(draw, pace);
  const persist = (text: string) => {
    log.persist(text);
    draw();
  };
  return {
    tell(event: FileEvent) {
      const { state, kind } = event;
      running.set(state.file, state);
      if (state.phase !== "running" && running.delete(state.file)) settled += 1;
      // What is under way is in its line.
      if (isOver || kind === "progress" || kind === "trouble") return;
      persist(eventText(event, Date.now()));
    },
    note: (text) => (isOver ? undefined : persist(text)),
    end() {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      log.clear();
      log.done();
    },
  };
}
