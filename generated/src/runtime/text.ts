// Hand-written. Copied from generator/runtime/text.ts; edit it there.
/** Control and invisible characters. The two joiners are parts of words and emoji. */
const hidden = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/**
 * Makes foreign text fit for a message: one line of at most `max` characters, with U+FFFD for control and invisible
 * characters.
 */
export function line(text: string, max = 1000): string {
  // Cut first: it may have millions of characters.
  const words = text.slice(0, max * 10).replace(/\s+/g, " ");
  return words.slice(0, max).replace(hidden, "\ufffd");
}
