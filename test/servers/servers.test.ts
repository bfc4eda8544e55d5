import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { known } from "./known.ts";
import { measure } from "./measure.ts";
import { servers } from "./servers.ts";
import { table } from "./table.ts";

test.each(servers)(
  "$title: what is called arrives, and compiles only where it is right, but for what is known",
  async (server) => {
    const { faults, warnings } = await measure(server);
    const of = known[server.name] ?? {};
    const found = Object.fromEntries([...faults].filter(([, lines]) => lines.length > 0));
    // First what is wrong and should not be, with what happens.
    const unknown = Object.entries(found).filter(([operation]) => !(operation in of));
    expect(Object.fromEntries(unknown)).toEqual({});
    expect(Object.keys(found).sort()).toEqual(Object.keys(of).sort());
    const told = Object.values(of).filter(({ verdict }) => verdict === "told");
    for (const { words = "" } of told) expect(warnings.join("")).toContain(words);
  },
  60_000,
);

test("the table in README.md says the same", () => {
  const page = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
  const rows = (text: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split("|").map((cell) => cell.trim().replace(/^-+$/, "---")));
  expect(rows(page)).toEqual(rows(table()));
});
