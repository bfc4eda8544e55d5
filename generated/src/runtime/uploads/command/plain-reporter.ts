// Hand-written. Copied from generator/runtime/uploads/command/plain-reporter.ts; edit it there.
import { eventText } from "./event-text.ts";
import type { FileEvent, Reporter } from "./file-state.ts";
import { percent } from "./format.ts";

/** Percent between two lines about a file. */
const step = 10;

/** Writes whole lines: for logs and pipes. */
export function plainReporter(write: (line: string) => void): Reporter {
  /** The last step written, by file. */
  const written = new Map<string, number>();
  const troubles = new Map<string, string>();
  return {
    tell(event: FileEvent) {
      const { state, kind } = event;
      const { file, progress, trouble } = state;
      if (kind === "progress") {
        const done = Math.floor((progress ? percent(progress) : 0) / step);
        // 100 % is reported with the File, and an upload that is over within a second has no other progress.
        if (done <= (written.get(file) ?? 0) || done * step >= 100 || !progress?.bytesPerSecond)
          return;
        written.set(file, done);
        troubles.delete(file);
      }
      if (kind === "resumed" && progress) written.set(file, Math.floor(percent(progress) / step));
      if (kind === "trouble") {
        // Parts sent at the same time tend to fail for the same reason.
        if (troubles.get(file) === trouble?.reason) return;
        troubles.set(file, trouble?.reason ?? "");
      }
      write(eventText(event, Date.now()));
    },
    note: write,
    end: () => undefined,
  };
}

/** Writes only what has failed or stopped. */
export function quietReporter(write: (line: string) => void): Reporter {
  return {
    tell(event: FileEvent) {
      const isBad = event.kind === "failed" || event.kind === "stopped";
      if (isBad) write(eventText(event, Date.now()));
    },
    note: () => undefined,
    end: () => undefined,
  };
}
