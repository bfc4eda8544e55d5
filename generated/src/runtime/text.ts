// Hand-written. Copied from generator/runtime/text.ts; edit it there.
/** What a terminal obeys or an editor hides. The two joiners are parts of words and emoji. */
const hidden = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/**
 * Text of somebody else's as it can stand in a message: one line of at most so many characters, with U+FFFD in place of
 * what a terminal would obey or an editor hide.
 */
export function line(text: string, most = 1000): string {
  // Cut first: it may have millions of characters.
  const words = text.slice(0, most * 10).replace(/\s+/g, " ");
  return words.slice(0, most).replace(hidden, "\ufffd");
}
