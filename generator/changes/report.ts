import { plainText, say, type Sentence, type Verdict } from "./sentence.ts";

export interface OperationName {
  /** `UploadsApi` */
  readonly className: string;
  /** `createUpload` */
  readonly method: string;
  /** `POST /uploads` */
  readonly request: string;
}

/** One thing that a user of the client would notice. */
export interface Entry extends Sentence {
  /** The operations it shows in; none when it concerns the document or an exported name as a whole. */
  readonly operations: readonly OperationName[];
  /** JSON pointer into the new document, or into the old one where `gone` says so. */
  readonly pointer: string;
  /** The pointer leads into the old document only. */
  readonly gone?: boolean | undefined;
  /** Further pointers to what it is about, into either document; of several in one, `pointer` is what they have in common. */
  readonly alsoAt?: readonly string[] | undefined;
}

export interface Report {
  /** The gravest of the entries'; `patch` when there are none. */
  readonly verdict: Verdict;
  /** By gravity, then in document order. */
  readonly entries: readonly Entry[];
}

const gravity: Record<Verdict, number> = { major: 2, minor: 1, patch: 0 };

/** Whether a verdict is at least as grave as another. */
export function reaches(verdict: Verdict, limit: Verdict): boolean {
  return gravity[verdict] >= gravity[limit];
}

/** Sums entries up: what shows in several operations is told once, the gravest first. */
export function reportOf(found: readonly Entry[]): Report {
  const merged = new Map<string, Entry>();
  for (const entry of found) {
    const { pointer, verdict, audience, what } = entry;
    const key = JSON.stringify([pointer, verdict, audience, plainText(what)]);
    const same = merged.get(key);
    merged.set(key, same === undefined ? entry : withOperationsOf(same, entry));
  }
  const entries = [...merged.values()].sort(
    (one, other) =>
      gravity[other.verdict] - gravity[one.verdict] ||
      Number(isDocsOnly(one)) - Number(isDocsOnly(other)),
  );
  return { verdict: entries[0]?.verdict ?? "patch", entries };
}

function withOperationsOf(entry: Entry, { operations }: Entry): Entry {
  const known = new Set(entry.operations.map(({ request }) => request));
  const further = operations.filter(({ request }) => !known.has(request));
  return { ...entry, operations: [...entry.operations, ...further] };
}

export const nothingToDo = say`Nothing to do.`;

/** The report in a sentence or two. */
export function summaryOf({ entries }: Report): string {
  if (entries.length === 0)
    return "Nothing changes for users of the client: there is nothing to release.";
  const docs = entries.filter(isDocsOnly);
  if (docs.length === entries.length)
    return "Documentation only: no type, method or request changes.";
  const of = (verdict: Verdict) =>
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
