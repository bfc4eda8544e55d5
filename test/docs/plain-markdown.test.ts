import { expect, test } from "vitest";
import { markdownBlocks } from "../../generator/docs/description.ts";
import { plainBlocks } from "../../generator/docs/plain-markdown.ts";

test.each([
  "Words, and `code`.\nMore words\n\nNext.",
  "`code` first",
  "Status 408 or\n429 is sent again.",
  '"Quoted" words, (or not)\n"and" more – 2 × `n`',
  "snake_case_words stay",
  "See the [guide](/docs/guides/a-b#c) or [this page](https://a.example/b).",
  "[First](https://a.example)`code`[last](../b)",
  "`[a](/b)` shows a link",
])("is what a parser makes of %j", (given) => {
  expect(plainBlocks(given)).toEqual(withoutPositions(markdownBlocks(given)));
});

test.each([
  "![image](/a)",
  "[a](javascript:b)",
  "[a](//b.example)",
  "[a `b](/c)` d]",
  "[a]: /b",
  "[a](/b_c_d e)",
  "- item",
  "a\n1. item",
  "a\n1) item",
  "_a_ b",
  "a  \nb",
  "*a*",
  "www.a.example",
])("leaves %j to a parser", (given) => {
  expect(plainBlocks(given)).toBeUndefined();
});

function withoutPositions(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) => (key === "position" ? undefined : item)),
  );
}
