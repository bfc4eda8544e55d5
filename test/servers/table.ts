import { known } from "./known.ts";
import { servers } from "./servers.ts";
import { shapes } from "./shapes.ts";

/** The table of README.md: a row for each shape, a column for each server. */
export function table(): string {
  const columns = ["", ...servers.map(({ title }) => title)];
  const rows = shapes.map(({ label, operation }) => [
    label,
    ...servers.map(({ name }) => {
      const fault = known[name]?.[operation];
      return fault === undefined ? "right" : `${fault.verdict}: ${fault.why}`;
    }),
  ]);
  return [columns, columns.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
