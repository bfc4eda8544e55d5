import { OpenAPIReducer } from "oas/reducer";
import { SpecError } from "../errors.ts";
import { pointer, type JsonObject } from "../json.ts";
import { line } from "../text.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * A copy of the document with nothing but the operations of one tag (in any case) and everything they refer to.
 *
 * @throws {SpecError} No operation has the tag, or the document is too odd to be cut.
 */
export function cutTag(document: JsonObject, tag: string, file: string): JsonObject {
  const tags = tagsOf(document);
  if (!tags.some((known) => known.toLowerCase() === tag.toLowerCase())) {
    throw new SpecError(
      { file, pointer: pointer("paths") },
      `no operation has the tag ${JSON.stringify(tag)}`,
      `Its tags are: ${line(tags.join(", ")) || "none"}.`,
    );
  }
  try {
    // The reducer's own type is that of a valid document; what is not makes it throw.
    const typed = document as unknown as Parameters<typeof OpenAPIReducer.init>[0];
    // YAML aliases become copies, so that a change at one place is a change at one place.
    return JSON.parse(JSON.stringify(OpenAPIReducer.init(typed).byTag(tag).reduce())) as JsonObject;
  } catch (cause) {
    const problem = `can't be cut: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new SpecError({ file }, problem, "Check the document with an OpenAPI validator.", {
      cause,
    });
  }
}

function tagsOf(document: JsonObject): string[] {
  const tags = new Set<string>();
  walkDocument(document, ({ type, node }) => {
    if (type !== "operation" || !Array.isArray(node.tags)) return;
    for (const tag of node.tags) if (typeof tag === "string") tags.add(tag);
  });
  return [...tags];
}
