/** What a change asks of the next version, by semantic versioning. */
export type Verdict = "major" | "minor" | "patch";

/**
 * Who notices. `caller`: whoever writes calls. `reader of results`: whoever uses what they resolve to. `wire only`:
 * the same program sends or gets something else. `docs only`: nobody but people who read.
 */
export type Audience = "caller" | "reader of results" | "wire only" | "docs only";

/** A type or schema either takes what callers give or gives what readers take. */
export type Direction = "request" | "response";

/** Text in which names and values of a document are kept apart from our own words, so that each output can make them harmless. */
export type Phrase = readonly (string | { readonly code: string })[];

/** Template tag: the text is ours; what stands in `${…}` is code, or a phrase to take in as it is. */
export function say(texts: readonly string[], ...values: readonly (string | Phrase)[]): Phrase {
  return texts.flatMap((text, index) => {
    const value = values[index] ?? [];
    const inserted = typeof value === "string" ? [{ code: value }] : value;
    return text === "" ? inserted : [text, ...inserted];
  });
}

/** The phrase as one line of text, code between backticks. */
export function plainText(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === "string" ? part : `\`${part.code}\``)).join("");
}

/** `a`, `b` and 3 more. */
export function listed(codes: readonly string[], limit = 5): Phrase {
  const shown = codes.length <= limit + 1 ? codes : codes.slice(0, limit);
  const more = codes.length - shown.length;
  const phrases = shown.map((code, index): Phrase => {
    if (index === 0) return [{ code }];
    return [index === codes.length - 1 ? " and " : ", ", { code }];
  });
  return more === 0 ? phrases.flat() : [...phrases.flat(), ` and ${more} more`];
}

/** What is said of a change, wherever it is. */
export interface Sentence {
  readonly verdict: Verdict;
  readonly audience: Audience;
  readonly what: Phrase;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** What to do about it, in one line; nothing where it is left out. */
  readonly action?: Phrase | undefined;
  /** The verdict is a choice that a switch can change, not something the compiler says. */
  readonly policy?: "response enum" | undefined;
}

/** What has changed, as far as a sentence needs it. */
export type Change = Pick<Sentence, "before" | "after"> & {
  /** The values, types or properties that were added or are gone. */
  readonly names?: readonly string[] | undefined;
  /** What has the property, where a call may do without it. */
  readonly holder?: Phrase | undefined;
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

/** What is said of anything that should no longer be used. */
export const deprecated: Judgement = {
  ...minor((it) => say`${it} is deprecated`),
  action: () => say`Plan to do without it.`,
};

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
