import { expect, test } from "vitest";
import { commentText } from "../../generator/text.ts";
import { descriptionBlocks } from "../../generator/docs/description.ts";
import { outcomeOf } from "./judge.ts";
import { positions } from "./positions.ts";

const megabyte = (text: string) => text.repeat(Math.ceil(1e6 / text.length));
const cells = (cell: string) => `|${cell.repeat(10_000)}`;
const list = Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth * 2)}- a`).join("\n");

/** A parser would take from seconds to hours for each. */
const bombs: [string, string][] = [
  ["open HTML comments", megabyte("<!--")],
  ["open tags", megabyte("<a ")],
  ["backticks", megabyte("`")],
  [
    "runs of backticks",
    Array.from({ length: 1400 }, (_, length) => "`".repeat(length + 1)).join(" "),
  ],
  ["open brackets", megabyte("[")],
  ["open links", megabyte("[a](")],
  ["stars", megabyte("*")],
  ["emphasis", megabyte("*a ")],
  ["quotes in quotes", megabyte("> ")],
  ["lines of quotes", megabyte("> a\n")],
  ["lists in lists", megabyte("- ")],
  ["lists in lists, by line", list],
  ["a table of 10,000 columns", [cells("a|"), cells("-|"), cells("a|")].join("\n")],
  ["a table of 500,000 rows", `|a|\n|-|\n${megabyte("|\n")}`],
  ["definitions", megabyte("[a]: b\n")],
  ["fences", megabyte("```\n")],
  ["mail addresses", megabyte("a@b.")],
  ["open addresses", megabyte("<http://a")],
  ["entities", megabyte("&")],
  ["backslashes", megabyte("\\")],
];

test.each(bombs)(
  "1 MB of %s is one paragraph of text",
  (_, description) => {
    expect(descriptionBlocks(description).map(({ type }) => type)).toEqual(["paragraph"]);
  },
  5_000,
);

test.each([
  ["spaces", " "],
  ["tabs", "\t"],
])(
  "1 MB of %s is a comment's text, and dropped at its end",
  (_, blank) => {
    const blanks = blank.repeat(1e6);
    expect(commentText(`a${blanks}b`)).toHaveLength(1e6 + 2);
    expect(commentText(`a${blanks}\nb`)).toBe("a\nb");
  },
  5_000,
);

test.each(bombs.slice(0, 3))(
  "a document with 1 MB of %s is generated from",
  async (_, description) => {
    const places = positions.filter(({ name }) => name === "schema description");
    const outcome = await outcomeOf(new Map(places.map((place) => [place, description])));
    expect(outcome).not.toBeInstanceOf(Error);
  },
  20_000,
);
