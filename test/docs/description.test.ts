import type { PhrasingContent } from "mdast";
import { expect, test } from "vitest";
import { descriptionLine, firstLine } from "../../generator/docs/description.ts";
import { descriptionBlocks } from "../../generator/docs/description.ts";
import { inlineCode, paragraph, table, text } from "../../generator/docs/nodes.ts";
import { printPage } from "../../generator/docs/print-page.ts";

function page(description: string): string {
  return printPage(descriptionBlocks(description));
}

function cell(phrases: PhrasingContent[]): string {
  const row = printPage(table(["Description"], [[phrases]])).split("\n")[2] ?? "";
  return row.replace(/^\| ?| ?\|$/g, "");
}

test.each([
  ["emphasis, code and web links stay", "*a* `b` [c](https://d.example)"],
  ["lists stay", "- a\n- b\n\n1. c\n2. d"],
  ["code blocks stay", "```json\n{}\n```"],
  ["tables stay", "| a | b |\n| - | - |\n| c | d |"],
  ["quotes stay", "> a"],
])("%s", (_, given) => {
  expect(page(given)).toBe(`${given}\n`);
});

test.each([
  ["lines of a paragraph are joined", "a\nb  ", "a b"],
  ["headings become bold paragraphs", "# a **b**\n\nc\n===", "**a b**\n\n**c**"],
  ["HTML shows as text", "a <b>c</b>", "a \\<b>c\\</b>"],
  ["HTML blocks show as text", "<script>\n\n  x\n</script>", "\\<script> x \\</script>"],
  ["HTML line breaks are breaks", "a<br>b", "a\\\nb"],
  ["relative links lose their target", "[a](/docs/a) [b](#b)", "a b"],
  [
    "links that run code or carry data lose their target",
    "[a](javascript:x) [b](data:,x) <vbscript:c> [d](JaVaScRiPt&#58;x)",
    "a b vbscript:c d",
  ],
  ["images give way to their text", "![a](https://b.example/c.png) ![](d.png)", "a"],
  ["references are resolved", "[a][r]\n\n[r]: https://b.example", "[a](https://b.example)"],
  ["footnotes stand where they are written", "a[^1]\n\n[^1]: b", "a\\[1]\n\nb"],
  ["rules are dropped", "a\n\n---\n\nb", "a\n\nb"],
  ["hidden characters are dropped", "a\u0000\u202eb &#x202e;c", "ab c"],
  ["other line ends are line ends", "a\r\n\r\nb\r\rc", "a\n\nb\n\nc"],
  ["a code block's language is a word", "~~~a`b\nc\n~~~", "```\nc\n```"],
])("%s: %j", (_, given, want) => {
  expect(page(given)).toBe(`${want}\n`);
});

test.each([
  ["paragraphs are joined", "a\n\nb", "a b"],
  ["list items keep a mark", "a:\n- b\n- c\n\n3. d\n4. e", "a: • b • c 3. d 4. e"],
  ["code blocks become code", "```\na\n  b\n```", "`a b`"],
  ["breaks become blanks", "a\\\nb<br>c", "a b c"],
  ["tables are read row by row", "|a|b|\n|-|-|\n|c|d|", "a b c d"],
  ["pipes are escaped", "a | b `c | d`", "a \\| b `c \\| d`"],
  ["code with an escaped pipe becomes text", "`a\\|b`", "a\\\\\\|b"],
])("in a cell, %s", (_, given, want) => {
  expect(cell(descriptionLine(given))).toBe(want);
});

test("an overview shows the first paragraph", () => {
  expect(cell(firstLine("a\nb\n\nc"))).toBe("a b");
});

test("a text that a link could begin in keeps its escapes", () => {
  expect(printPage([paragraph(text("www.<b>"))])).toBe("www\\.\\<b>\n");
});

test("code of nothing but blanks opens no code", () => {
  expect(cell([inlineCode("\n")])).not.toContain("`");
});

test.each([
  ["quotes", ">".repeat(20_000)],
  ["brackets", "![".repeat(3000) + "](x)".repeat(3000)],
  ["bold text", "**a ".repeat(3000) + "a**".repeat(3000)],
])("%s nested thousands deep are shown as they are written", (_, given) => {
  expect(descriptionBlocks(given)).toEqual([
    { type: "paragraph", children: [{ type: "text", value: given }] },
  ]);
});
