import { fieldKind } from "../field-kind.ts";
import { objectOf, pointer, type JsonObject } from "../json.ts";
import { encodingOf } from "../media-type.ts";
import { follow, isBinary, propertiesOf } from "../schema.ts";
import { line } from "../text.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Warnings of files that a body can hold only in a media type which is not its first, the one that is sent.
 *
 * @param document As `normalise` leaves it: a form comes before JSON that has the same file.
 * @param file Names it.
 */
export function unsentFileWarnings(document: JsonObject, file: string): string[] {
  const warnings: string[] = [];
  walkDocument(document, ({ type, node, path }) => {
    if (type !== "requestBody") return;
    const [first, ...others] = Object.entries(objectOf(node.content));
    // Bytes can be anything.
    if (first === undefined || encodingOf(first[0]) === "raw") return;
    const sent = new Set(filesIn(document, ...first));
    for (const [mediaType, media] of others) {
      const missed = filesIn(document, mediaType, media).filter((name) => !sent.has(name));
      const isBytes = encodingOf(mediaType) === "raw" && isBinary(schemaOf(document, media));
      if (missed.length === 0 && !isBytes) continue;
      const [what, has] = isBytes
        ? ["bytes", "is bytes"]
        : ["files", `has files (${missed.join(", ")})`];
      const place = `${file}${pointer(...path, "content", mediaType)}`;
      const problem = `only this ${has}, and the client sends ${first[0]}, which comes first`;
      warnings.push(
        `${line(`${place}: ${problem}`, 700)}\n  To send ${what}, list ${line(mediaType, 100)} first.\n`,
      );
    }
  });
  return warnings;
}

/** The fields of a body of several parts that are files, or lists of files. */
function filesIn(document: JsonObject, mediaType: string, media: unknown): string[] {
  if (encodingOf(mediaType) !== "multipart") return [];
  return [...propertiesOf(document, objectOf(media).schema)]
    .filter(([, field]) => fieldKind(document, field).kind === "binary")
    .map(([name]) => name);
}

function schemaOf(document: JsonObject, media: unknown): JsonObject {
  return follow(document, objectOf(media).schema);
}
