import { diffArrays } from "diff";

const maxLines = 12;
const maxLength = 240;
/** How much of what is alike stands before what is not, in a line that is cut. */
const lead = 60;

/** The lines of two texts that differ, marked as in a diff; long ones are cut to where they do. */
export function diffLines(before: string | undefined, after: string | undefined): string[] {
  const [olds, news] = [linesOf(before), linesOf(after)];
  const changes = diffArrays(olds, news);
  const gone = changes.flatMap(({ removed, value }) => (removed ? value : []));
  const added = changes.flatMap(({ added, value }) => (added ? value : []));
  const skip = Math.max(0, commonStart(gone[0], added[0]) - lead);
  return [...marked("-", gone, skip), ...marked("+", added, skip)];
}

function linesOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.trim().split(/\r\n?|\n/);
}

function commonStart(one = "", other = ""): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function marked(mark: string, lines: readonly string[], skip: number): string[] {
  const shown = lines.slice(0, maxLines).map((line, index) => cut(line, index === 0 ? skip : 0));
  return [...shown, ...(lines.length > maxLines ? ["…"] : [])].map((line) =>
    `${mark} ${line}`.trimEnd(),
  );
}

function cut(line: string, skip: number): string {
  if (line.length <= maxLength) return line;
  const start = skip === 0 ? "" : "…";
  const end = line.length > skip + maxLength ? "…" : "";
  return start + line.slice(skip, skip + maxLength) + end;
}
