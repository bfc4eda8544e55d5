import { isObject, objectsIn, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Says in Markdown what a text says in simple HTML: editors and pages, which keep HTML out, would show its tags.
 * A text that has other tags, or Markdown's own code, stays as it is.
 *
 * Needed by stripe-2022: `<p>`, `<a href>` and `<code>` in the descriptions of all its operations.
 */
export function rewriteHtml(document: JsonObject): void {
  rewriteTexts(document.info);
  objectsIn(document.tags).forEach(rewriteTexts);
  walkDocument(document, ({ node }) => {
    rewriteTexts(node);
  });
}

function rewriteTexts(node: unknown): void {
  if (!isObject(node)) return;
  for (const key of ["summary", "description"]) {
    const text = node[key];
    if (typeof text === "string" && text.includes("</")) node[key] = markdownOf(text);
  }
}

/**
 * Inner ones first: bold text may hold a link. Bounds and look-behinds keep a text that repeats the begin of one from being
 * read from each of them to its end.
 */
const tags: readonly (readonly [
  RegExp,
  string | ((whole: string, ...parts: string[]) => string),
])[] = [
  [/<code>([^<`]+)<\/code>/gi, (_, code = "") => `\`${withoutEntities(code)}\``],
  [/<a\s[^<>]{0,99}?href="([^"<>()\s]+)"[^<>]{0,99}>([^<>[\]]+)<\/a>/gi, "[$2]($1)"],
  [/<(?:em|i)>(?=\S)([^<]*[^<\s])<\/(?:em|i)>/gi, "*$1*"],
  [/<(?:strong|b)>(?=\S)([^<]*[^<\s])<\/(?:strong|b)>/gi, "**$1**"],
  [/(?<!\s)\s*<li>\s*/gi, "\n- "],
  [/<\/?(?:p|ul)>|<\/li>/gi, "\n\n"],
];

const anyTag = /<\/?[a-z][a-z\d]*(?:\s[^<>]*)?\/?>/i;
const lineBreak = /<br\s*\/?>/gi;

function markdownOf(html: string): string {
  if (html.includes("`")) return html;
  const markdown = tags.reduce(
    (text, [tag, replacement]) => text.replace(tag, replacement as string),
    html,
  );
  if (anyTag.test(markdown.replace(lineBreak, ""))) return html;
  return markdown
    .replace(/(?<![ \t])[ \t]*\n[ \t]*/g, "\n")
    .replace(/\n{3,}(?!- )/g, "\n\n")
    .replace(/\n{2,}- /g, "\n- ")
    .trim();
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };

/** Code shows them as they are. */
function withoutEntities(code: string): string {
  return code.replace(/&(lt|gt|quot|amp);/g, (whole, name: string) => entities[name] ?? whole);
}
