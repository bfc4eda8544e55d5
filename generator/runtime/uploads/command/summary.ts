import { stoppedText } from "./event-text.ts";
import type { FileState } from "./file-state.ts";
import { counted } from "./format.ts";
import { standardInput } from "./urls.ts";

/** The outcome of each of several files. Nothing for a single one: its own line has said it. */
export function summaryLines(states: readonly FileState[]): string[] {
  if (states.length < 2) return [];
  const count = (phase: FileState["phase"]) => states.filter((it) => it.phase === phase).length;
  const [failed, stopped] = [
    count("failed"),
    count("stopped") + count("waiting") + count("running"),
  ];
  const counts = [
    `${count("uploaded")} of ${counted(states.length, "file")} uploaded`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
  ];
  return [counts.join(", "), ...states.map((state) => `  ${state.label}: ${outcomeOf(state)}`)];
}

function outcomeOf(state: FileState): string {
  if (state.result) return state.result.id;
  if (state.failure) return `failed: ${state.failure.message}`;
  return stoppedText(state);
}

/**
 * The files that the same call may still upload: not those that the API can't accept or has refused for what they are, nor
 * standard input.
 */
export function leftOf(states: readonly FileState[]): string[] {
  return states
    .filter(({ phase }) => phase !== "uploaded")
    .filter(({ failure }) => !/^(empty|too-large|unreadable)$/.test(failure?.failure ?? ""))
    .filter(({ failure, kept }) => kept ?? !/^(400|404|422)$/.test(String(failure?.status)))
    .map(({ file }) => file)
    .filter((file) => file !== standardInput);
}
