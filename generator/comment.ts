/**
 * Makes a document's text safe inside a `/** … *\/` comment: it can't end the comment, start a JSDoc tag, a link or a
 * TypeScript directive of its own, or hide characters. A tag may start wherever no mail address has its `@`. Lines,
 * wording and Markdown stay.
 */
export function commentText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replace(hiddenCharacters, "")
    .replace(/\*\//g, "*\\/")
    .replace(/(?<![\w.+-])@/g, "&#64;")
    .replace(/(?<![ \t])[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Control characters but tab and line feed, and the marks that make text read in another order than it stands. */
export const hiddenCharacters =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
