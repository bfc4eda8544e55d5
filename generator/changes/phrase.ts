/** A sentence in which names and values of a document are told apart from our own words, so that each output can make them harmless. */
export type Phrase = readonly (string | { readonly code: string })[];

/** Template tag: the text is ours; what stands in `${…}` is code, or a phrase to take in as it is. */
export function say(texts: readonly string[], ...values: readonly (string | Phrase)[]): Phrase {
  return texts.flatMap((text, index) => {
    const value = values[index] ?? [];
    const inserted = typeof value === "string" ? [{ code: value }] : value;
    return text === "" ? inserted : [text, ...inserted];
  });
}

/** The sentence as one line of text, code between backticks. */
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
