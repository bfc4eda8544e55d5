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
