import type { FileEvent, Reporter } from "./file-state.ts";

/** Milliseconds between two objects about the progress of one file. */
const pace = 1000;

/** Writes one JSON object a line for each event: for programs. */
export function jsonReporter(write: (line: string) => void): Reporter {
  /** When progress was last written, by file. */
  const written = new Map<string, number>();
  return {
    tell(event: FileEvent) {
      const { file, progress } = event.state;
      if (event.kind === "progress") {
        const isLast = progress?.partsDone === progress?.partsTotal;
        if (!isLast && Date.now() - (written.get(file) ?? 0) < pace) return;
        written.set(file, Date.now());
      }
      write(JSON.stringify(objectOf(event)));
    },
    note: () => undefined,
    end: () => undefined,
  };
}

function objectOf(event: FileEvent): object {
  const { state, kind } = event;
  const { file, progress, trouble, kept, result, failure } = state;
  const about = { event: kind, file };
  switch (kind) {
    case "progress":
      return { ...about, ...progress, parts: undefined };
    case "trouble":
      return { ...about, reason: trouble?.reason, again: isoOf(trouble?.until) };
    case "resumed":
      return { ...about, parts: event.parts, uploadId: kept?.uploadId };
    case "restarted":
      return { ...about, reason: event.reason };
    case "uploaded":
      return { ...about, ...result };
    case "failed":
    case "stopped":
      return {
        ...about,
        ...failure,
        ...(kept && { kept: { ...kept, expiresAt: isoOf(kept.expiresAt) } }),
      };
  }
}

function isoOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
