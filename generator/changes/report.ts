import { plainText, say, type Phrase } from "./phrase.ts";

/** What a change asks of the next version, by semantic versioning. */
export type Verdict = "major" | "minor" | "patch";

/**
 * Who notices. `caller`: whoever writes calls. `reader of results`: whoever uses what they resolve to. `wire only`:
 * the same program sends or gets something else. `docs only`: nobody but people who read.
 */
export type Audience = "caller" | "reader of results" | "wire only" | "docs only";

export interface OperationName {
  /** `UploadsApi` */
  readonly className: string;
  /** `createUpload` */
  readonly method: string;
  /** `POST /uploads` */
  readonly request: string;
}

/** One thing that a user of the client would notice. */
export interface Entry {
  readonly verdict: Verdict;
  readonly audience: Audience;
  /** The operations it shows in; none when it concerns the document or an exported name as a whole. */
  readonly operations: readonly OperationName[];
  /** JSON pointer into the new document, or into the old one where `gone` says so. */
  readonly pointer: string;
  /** The place is in the old document only. */
  readonly gone?: boolean | undefined;
  readonly what: Phrase;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** What to do about it, in one line; nothing where it is left out. */
  readonly action?: Phrase | undefined;
  /** The verdict is a choice that a switch can change, not something the compiler says. */
  readonly policy?: "response enum" | undefined;
  /** Further places that it is about, in either document; of several in one, `pointer` is what they have in common. */
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
    const key = JSON.stringify([
      entry.pointer,
      entry.verdict,
      entry.audience,
      plainText(entry.what),
    ]);
    const same = merged.get(key);
    merged.set(key, same === undefined ? entry : withOperationsOf(same, entry));
  }
  const entries = [...merged.values()].sort(
    (one, other) =>
      gravity[other.verdict] - gravity[one.verdict] ||
      Number(one.audience === "docs only") - Number(other.audience === "docs only"),
  );
  return { verdict: entries[0]?.verdict ?? "patch", entries };
}

function withOperationsOf(entry: Entry, { operations }: Entry): Entry {
  const known = new Set(entry.operations.map(({ request }) => request));
  const further = operations.filter(({ request }) => !known.has(request));
  return { ...entry, operations: [...entry.operations, ...further] };
}

export const nothingToDo = say`Nothing to do.`;
