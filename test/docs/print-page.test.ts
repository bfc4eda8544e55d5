import type { RootContent } from "mdast";
import { expect, test } from "vitest";
import {
  codeBlock,
  heading,
  inlineCode,
  link,
  list,
  paragraph,
  strong,
  table,
  text,
} from "../../generator/docs/nodes.ts";
import { printPage } from "../../generator/docs/print-page.ts";

test.each<[string, RootContent[], string]>([
  ["a heading", [heading(2, "Methods")], "## Methods"],
  ["what would be marks in a heading", [heading(2, "a_b_ # *c*")], "## a_b\\_ # \\*c\\*"],
  [
    "underscores in words",
    [heading(2, "MAX_PART_SIZE"), paragraph(text("a_b c_"))],
    "## MAX_PART_SIZE\n\na_b c\\_",
  ],
  ["words and code", [paragraph(text("See "), inlineCode("a|b"), text("."))], "See `a|b`."],
  ["code with backticks", [paragraph(inlineCode("a`b"))], "``a`b``"],
  ["a link to a page", [paragraph(link("a.md#b", inlineCode("c")))], "[`c`](a.md#b)"],
  ["a bold word", [paragraph(strong(text("Deprecated.")), text(" Or"))], "**Deprecated.** Or"],
  ["a bold word's end in a word", [paragraph(strong(text("a.")), text("b"))], "**a.**&#x62;"],
  ["a mark at the begin of a line", [paragraph(text("- a"))], "\\- a"],
  ["a block of code", [codeBlock("ts", "a();")], "```ts\na();\n```"],
  ["fences in code", [codeBlock("ts", "```")], "````ts\n```\n````"],
  ["a list", [list([[text("a")], [inlineCode("b")]])], "- a\n- `b`"],
  ["neighbouring lists", [list([[text("a")]]), list([[text("b")]])], "- a\n\n* b"],
  [
    "a table with an empty cell, code and something to escape",
    table(
      ["A", "B"],
      [
        [[], [inlineCode("a|b")]],
        [[text("*c* | d")], [text("e")]],
      ],
    ),
    "| A | B |\n| - | - |\n| | `a\\|b` |\n| \\*c\\* \\| d | e |",
  ],
  [
    "what would be a mark at the begin of a line in a cell",
    table(["A", "B", "C"], [[[text("- a")], [text("1. b")], [text("–")]]]),
    "| A | B | C |\n| - | - | - |\n| - a | 1. b | – |",
  ],
  [
    "blocks, one of which is printed in full",
    [heading(1, "A"), paragraph(text("*b*")), paragraph(text("c"))],
    "# A\n\n\\*b\\*\n\nc",
  ],
])("prints %s", (_, given, want) => {
  expect(printPage(given)).toBe(`${want}\n`);
});
