// Hand-written. Copied from generator/runtime/uploads/command/event-text.ts; edit it there.
import type { FileEvent, FileState } from "./file-state.ts";
import { clock, counted, duration, percent, size, speed, troubleText } from "./format.ts";

/** An event as a line of text. */
export function eventText(event: FileEvent, now: number): string {
  const { state } = event;
  return `${state.label}: ${whatOf(event, now)}`;
}

function whatOf(event: FileEvent, now: number): string {
  const { state, kind } = event;
  switch (kind) {
    case "progress":
      return progressText(state);
    case "trouble":
      return state.trouble ? troubleText(state.trouble, now) : "";
    case "resumed":
      return `resuming; ${event.parts} of ${counted(state.progress?.partsTotal ?? 0, "part")} were already sent`;
    case "restarted":
      return `starting over: ${event.reason}`;
    case "uploaded":
      return uploadedText(state);
    case "failed":
      return `failed: ${state.failure?.message ?? ""}`;
    case "stopped":
      return stoppedText(state);
  }
}

function progressText({ progress }: FileState): string {
  if (!progress) return "";
  const { bytesSent, bytesTotal, partsDone, partsTotal, secondsLeft } = progress;
  const parts = `${partsDone} of ${counted(partsTotal, "part")}`;
  const left = secondsLeft === undefined ? "" : `${duration(secondsLeft)} left`;
  const done = `${percent(progress)}% (${size(bytesSent)} of ${size(bytesTotal)})`;
  return [done, parts, speed(progress), left].filter((it) => it !== "").join(", ");
}

function uploadedText({ result }: FileState): string {
  if (!result) return "";
  const { id, bytes, seconds } = result;
  return `${id}, ${size(bytes)} in ${duration(seconds)}`;
}

/** What the server still has of a file that was not uploaded. */
export function stoppedText({ kept, progress }: FileState): string {
  if (!kept) return progress ? "stopped; nothing is kept" : "not begun";
  const parts = `${kept.parts} of ${counted(progress?.partsTotal ?? kept.parts, "part")}`;
  return `stopped; ${parts} kept until ${clock(kept.expiresAt)} (Upload ${kept.uploadId})`;
}
