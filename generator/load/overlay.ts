import { checkDocument } from "./limits.ts";
import { nameOf } from "../files/read-given.ts";
import type { JsonObject } from "../json.ts";
import { applyOverlay } from "../pull/apply-overlay.ts";
import { loadOverlay } from "../pull/overlay.ts";
import { SpecError } from "../errors.ts";
import { line } from "../text.ts";

/**
 * Applies an OpenAPI Overlay 1.0 to a document, in place.
 *
 * @returns A warning for each action that matches nothing any more.
 * @throws {InputError} The overlay can't be read or does not fit, or leaves a `$ref` that leads nowhere or outside.
 */
export async function mendSpec(document: JsonObject, overlay: string): Promise<string[]> {
  const applied = applyOverlay(document, await loadOverlay(overlay));
  const file = nameOf(overlay);
  if (checkDocument(document, file).external)
    throw new SpecError(
      { file },
      "brings in a $ref that leaves the document",
      "Refer to something inside the document.",
    );
  return applied.flatMap(({ action: { target, description }, places }) =>
    places > 0
      ? []
      : [`${file}: matches nothing any more: ${line(target)} (${line(description)})\n`],
  );
}
