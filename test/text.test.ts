import { expect, test } from "vitest";
import { commentText } from "../generator/text.ts";

test.each([
  ["plain text stays", "Sends *one* `part`.", "Sends *one* `part`."],
  ["the end of a comment", "a */ b", "a *\\/ b"],
  [
    "a tag at a line's start",
    "a\n@deprecated\n * @ts-ignore",
    "a\n&#64;deprecated\n * &#64;ts-ignore",
  ],
  ["a tag or a link within a line", "see @a {@link b}", "see &#64;a {&#64;link b}"],
  ["an address within a line", "mail a@example.com", "mail a@example.com"],
  ["other line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["hidden characters", "a\u0000b\u202ec\ufeff", "abc"],
  ["trailing blanks and many empty lines", "a  \n\n\n\nb ", "a\n\nb"],
])("%s", (_, text, want) => {
  expect(commentText(text)).toBe(want);
});
