import { known } from "./known.ts";
import { servers } from "./servers.ts";
import { shapes } from "./shapes.ts";

/** The table of README.md: a row for each shape, a column for each server. */
export function table(): string {
  const columns = ["", ...servers.map(({ title }) => title)];
  const rows = shapes.map(({ label, operation }) => [
    label,
    ...servers.map(({ name, own }) => {
      const fault = known[name]?.[operation];
      const note = own[operation]?.note;
      if (fault !== undefined) return `${fault.verdict}: ${fault.why}`;
      return note === undefined ? "right" : `right (${note})`;
    }),
  ]);
  return [columns, columns.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
