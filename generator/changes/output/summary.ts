import type { Entry, Report } from "../report.ts";

/** The report in a sentence or two. */
export function summaryOf({ entries }: Report): string {
  if (entries.length === 0)
    return "Nothing changes for users of the client: there is nothing to release.";
  const docs = entries.filter(isDocsOnly);
  if (docs.length === entries.length)
    return "Documentation only: no type, method or request changes.";
  const of = (verdict: Entry["verdict"]) =>
    entries.filter((entry) => entry.verdict === verdict && !isDocsOnly(entry));
  const parts = [
    [of("major"), "breaking change", "breaking changes"],
    [of("minor"), "compatible change", "compatible changes"],
    [of("patch"), "change that no program notices", "changes that no program notices"],
    [docs, "change of documentation", "changes of documentation"],
  ] as const;
  const texts = parts
    .filter(([list]) => list.length > 0)
    .map(([list, one, many]) => count(list, one, many));
  return `${texts.join(", ")}.`;
}

export function isDocsOnly({ audience }: Entry): boolean {
  return audience === "docs only";
}

/** A number with its noun. */
export function count(list: readonly unknown[], one: string, many: string): string {
  return `${list.length} ${list.length === 1 ? one : many}`;
}
