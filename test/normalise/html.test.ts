import { expect, test } from "vitest";
import { normalise } from "../../generator/normalise/index.ts";

function rewritten(description: string): unknown {
  const { info } = normalise({ openapi: "3.1.0", info: { description }, paths: {} });
  return (info as { description: string }).description;
}

test.each([
  ["<p>Retrieves it.</p>\n\n<p>Later.</p>", "Retrieves it.\n\nLater."],
  ['See <a href="/docs/a" target="_blank">the docs</a>.', "See [the docs](/docs/a)."],
  ["<code>a &lt; 1</code>, &lt;b", "`a < 1`, &lt;b"],
  ["a <strong>b</strong> <em>c</em> <b>d</b> <i>e</i>", "a **b** *c* **d** *e*"],
  ['<strong><a href="https://a.example">b</a></strong>', "**[b](https://a.example)**"],
  ["<p>One of:</p>\n\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\n<p>c</p>", "One of:\n- a\n- b\n\nc"],
  ["<p>a<br>b</p>", "a<br>b"],
])("%j becomes %j", (given, want) => {
  expect(rewritten(given)).toBe(want);
});

test.each([
  ["tags that are not simple", "<div><p>a</p></div>"],
  ["tags that may be Markdown's code", "`<p>` opens it, </p> ends it"],
  ["a tag that is not closed", "<strong>a </p>"],
  ["code that runs", '<a href="/a"><img src=x onerror=y></a>'],
  ["names in angle brackets", "Bearer <token> or </token>"],
  ["a text without tags", "a < b"],
])("%s stays: %j", (_, text) => {
  expect(rewritten(text)).toBe(text);
});

test("texts of all objects are rewritten, those of examples and extensions are not", () => {
  const [html, markdown] = [{ description: "<p>a</p>" }, { description: "a" }];
  const documentWith = (text: object) => ({
    openapi: "3.1.0",
    tags: [{ name: "t", ...text }],
    paths: { "/a": { get: { summary: "b", ...text, responses: { 200: text } } } },
    components: { schemas: { A: { ...text, properties: { b: { ...text, example: html } } } } },
    "x-a": html,
  });
  expect(normalise(documentWith(html))).toEqual(documentWith(markdown));
});
