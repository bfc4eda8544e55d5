import { objectOf, type JsonObject } from "../json.ts";
import { encodingOf, multipartType } from "../media-type.ts";
import { fieldKind } from "../field-kind.ts";
import { propertiesOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Puts a form with parts before the media types that a body is sent in otherwise, where these have bytes in a field as well,
 * which they can't carry: the first media type is the one that is sent.
 *
 * Needed by OpenAI (`CreateContainerFileBody`), by ogen-form.json, and by documents of drf-spectacular, which lists JSON first.
 */
export function preferFormsForBytes(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "requestBody") return;
    const entries = Object.entries(objectOf(node.content));
    const [first] = entries;
    if (first === undefined || !/^(?:json|form)$/.test(encodingOf(first[0]))) return;
    const form = entries.find((entry) => isForm(entry[0]) && hasBytes(document, entry[1]));
    if (form === undefined || !hasBytes(document, first[1])) return;
    node.content = Object.fromEntries([form, ...entries.filter((entry) => entry !== form)]);
  });
}

function isForm(mediaType: string): boolean {
  return encodingOf(mediaType) === "multipart" && multipartType(mediaType, "") === undefined;
}

/** Whether a field is a file, or a list of files. */
function hasBytes(document: JsonObject, media: unknown): boolean {
  return [...propertiesOf(document, objectOf(media).schema).values()].some(
    (field) => fieldKind(document, field).kind === "binary",
  );
}
