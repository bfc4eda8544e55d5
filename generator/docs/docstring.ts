import { ts } from "ts-morph";

/** What a docstring says. */
export interface Docs {
  /** Markdown. */
  readonly description: string;
  readonly default: string | undefined;
  /** The errors, each with when it is thrown. */
  readonly throws: readonly { readonly type: string | undefined; readonly text: string }[];
  readonly parameters: ReadonlyMap<string, string>;
  /** Code. */
  readonly examples: readonly string[];
}

/** Of what has none. */
export const noDocs: Docs = {
  description: "",
  default: undefined,
  throws: [],
  parameters: new Map(),
  examples: [],
};

/** The docstring of a declaration, as the compiler reads it. */
export function docsOf(node: ts.Node | undefined): Docs {
  const doc = node && ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  if (!doc) return noDocs;
  const tags = (doc.tags ?? []).map((tag) => ({ tag, name: tag.tagName.text, text: said(tag) }));
  const named = (wanted: string) => tags.filter(({ name }) => name === wanted);
  return {
    description: said(doc),
    default: named("default")[0]?.text,
    throws: named("throws").map(({ tag, text }) => {
      const type = ts.isJSDocThrowsTag(tag) ? tag.typeExpression?.type.getText() : undefined;
      return { type, text };
    }),
    parameters: new Map(
      tags.flatMap(({ tag, text }) =>
        ts.isJSDocParameterTag(tag) ? [[tag.name.getText(), text] as const] : [],
      ),
    ),
    examples: named("example").map(({ text }) => text),
  };
}

function said({ comment }: ts.JSDoc | ts.JSDocTag): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").trim();
}
