/** What a terminal obeys or an editor hides. The two joiners are parts of words and emoji. */
const hidden = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text of somebody else's (a document's, a server's, a library's) as it can stand in a message: one line of at most so
 * many characters, with U+FFFD in place of what a terminal would obey or an editor hide. The runtime has the same.
 */
export function line(text: string, most = 1000): string {
  // Cut first: it may have millions of characters.
  const words = text.slice(0, most * 10).replace(/\s+/g, " ");
  return words.slice(0, most).replace(hidden, "\ufffd");
}

/** As `line`, but as it stands: in quotes, and escaped as in JSON. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 1000)).replace(hidden, "\ufffd");
}

/** A message of several lines of ours, such as a stack, cleaned line by line. */
export function lines(text: string): string {
  return text
    .split("\n")
    .map((one) => one.slice(0, 1000).replace(hidden, "\ufffd"))
    .join("\n");
}

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

/**
 * A source with escapes in place of what an editor would not show, and of what UTF-8 can't hold. Outside of strings, where
 * they mean the same, there is nothing of that: comments have been cleaned of it.
 */
export function withEscapes(source: string): string {
  return [hiddenCharacters, lineSeparators, halfPairs].reduce(
    (text, characters) => text.replace(characters, escaped),
    source,
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Whether nothing in a text needs a closer look, as is so of most. */
export function isVisible(text: string): boolean {
  return !/[^\t\n -~]/.test(text);
}

export const lineSeparators = /[\u2028\u2029]/g;
export const halfPairs = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Control characters but tab and line feed, and the marks that make text read in another order than it stands. */
export const hiddenCharacters =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Whether HTTP takes a text for the name of a method or a header (RFC 9110, section 5.6.2). */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(text);
}
