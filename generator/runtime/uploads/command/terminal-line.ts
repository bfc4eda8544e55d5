import type { UploadProgress } from "../progress.ts";
import type { FileState } from "./file-state.ts";
import { duration, percent, speed, troubleText } from "./format.ts";
import { fit, shorten, widthOf } from "./width.ts";

/** What a terminal can show. */
export interface Screen {
  readonly columns: number;
  /** The characters of the bar: done, and still to do. */
  readonly marks: readonly [done: string, rest: string];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Columns of a name and of a bar, at least. */
const minName = 8;
const minBar = 5;

/** One line for a file that is under way. Never wider than the screen, whose last column stays free. */
export function fileLine(state: FileState, screen: Screen): string {
  const { label, progress, trouble } = state;
  const columns = screen.columns - 1;
  if (!progress)
    return shorten(`${label}  ${trouble ? troubleText(trouble, screen.now) : "…"}`, columns);
  const fields = fieldsOf(progress, trouble && troubleText(trouble, screen.now));
  const right =
    fields.find((it) => roomBeside(it, columns) >= minName + 1 + minBar) ??
    fields.find((it) => roomBeside(it, columns) >= minName) ??
    fields.slice(-1).flat();
  const room = roomBeside(right, columns);
  const hasBar = room >= minName + 1 + minBar;
  const name = hasBar ? nameColumns(label, room) : room;
  const bar = hasBar ? [barOf(progress, room - name - 1, screen.marks)] : [];
  return shorten([fit(label, name), ...bar, ...right].join(" "), columns);
}

/** What stands right of the bar, longest first: the first for which there is room is shown. */
function fieldsOf(progress: UploadProgress, trouble: string | undefined): string[][] {
  const { partsDone, partsTotal, secondsLeft } = progress;
  const share = `${String(percent(progress)).padStart(3)}%`;
  const parts = `${partsDone}/${partsTotal}`;
  if (trouble !== undefined) return [[share, trouble, `${parts} parts`], [share, trouble], [share]];
  const pace = speed(progress).padStart(9);
  const left = secondsLeft === undefined ? "" : duration(secondsLeft);
  const isDone = partsDone === partsTotal;
  if (isDone) return [[share, "completing", `${parts} parts`], [share, "completing"], [share]];
  return [
    [share, pace, left === "" ? " ".repeat(9) : `${left} left`.padStart(9), `${parts} parts`],
    [share, pace, left.padStart(4), parts],
    [share, pace, left.padStart(4)],
    [share, left],
    [share],
  ];
}

function roomBeside(fields: readonly string[], columns: number): number {
  return columns - fields.reduce((sum, it) => sum + widthOf(it) + 1, 0);
}

/** A short name leaves its room to the bar; a long one gets up to half of it. */
function nameColumns(label: string, room: number): number {
  const max = Math.max(minName, Math.min(Math.floor(room / 2), room - minBar - 1));
  return Math.min(max, Math.max(minName, widthOf(label)));
}

function barOf(progress: UploadProgress, columns: number, [done, rest]: Screen["marks"]): string {
  const filled = Math.floor((columns * progress.bytesSent) / progress.bytesTotal);
  return done.repeat(filled) + rest.repeat(columns - filled);
}
