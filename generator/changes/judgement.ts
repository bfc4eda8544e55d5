import { say, type Phrase } from "./phrase.ts";
import type { Entry, Verdict } from "./report.ts";

/** A type or schema either takes what callers give or gives what readers take. */
export type Direction = "request" | "response";

/** What has changed, as far as a sentence needs it. */
export type Change = Pick<Entry, "before" | "after"> & {
  /** The values, types or properties that were added or are gone. */
  readonly names?: readonly string[] | undefined;
};

/** What a kind of change means to those on the outside. */
export interface Judgement {
  readonly verdict: Verdict;
  /** It changes nothing but what people read. */
  readonly docsOnly?: true;
  /** The verdict is a choice, which `--response-enum` can change. */
  readonly policy?: true;
  /** @param label What has changed. */
  readonly what: (label: Phrase, change: Change) => Phrase;
  readonly action?: (change: Change) => Phrase;
}

export function major(what: Judgement["what"], action: string): Judgement {
  return { verdict: "major", what, action: () => [action] };
}

export function minor(what: Judgement["what"]): Judgement {
  return { verdict: "minor", what };
}

export function docsOnly(what: Judgement["what"]): Judgement {
  return { verdict: "patch", docsOnly: true, what };
}

/** What is said of anything that should no longer be used: for callers, unless told otherwise. */
export function deprecated(label: Phrase): Pick<Entry, "verdict" | "audience" | "what" | "action"> {
  const action = say`Plan to do without it.`;
  return { verdict: "minor", audience: "caller", what: say`${label} is deprecated`, action };
}

/** An entry but for where it is. */
export type Sentence = Omit<Entry, "operations" | "pointer">;

/** A judgement in words. */
export function sentenceOf(
  { verdict, docsOnly: isDocsOnly, policy, what, action }: Judgement,
  {
    label,
    direction,
    ...change
  }: Change & { readonly label: Phrase; readonly direction: Direction },
): Sentence {
  const outsider = direction === "request" ? "caller" : "reader of results";
  return {
    verdict,
    audience: isDocsOnly === true ? "docs only" : outsider,
    what: what(label, change),
    before: change.before,
    after: change.after,
    action: action?.(change),
    policy: policy === true ? "response enum" : undefined,
  };
}
