import { objectOf, pointer, type JsonObject } from "../json.ts";
import { line } from "../text.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Warnings of `allowReserved` where it is not followed: anywhere but on a query parameter with a schema.
 *
 * @param document As `normalise` leaves it.
 * @param file Names it.
 */
export function reservedWarnings(document: JsonObject, file: string): string[] {
  const warnings: string[] = [];
  walkDocument(document, ({ type, node, path }) => {
    const places =
      type === "parameter" && (node.in !== "query" || node.content !== undefined)
        ? [{ keys: [], holder: node }]
        : Object.entries(type === "mediaType" ? objectOf(node.encoding) : {}).map(
            ([name, encoding]) => ({ keys: ["encoding", name], holder: objectOf(encoding) }),
          );
    for (const { keys, holder } of places) {
      if (holder.allowReserved !== true) continue;
      const place = line(`${file}${pointer(...path, ...keys, "allowReserved")}`, 500);
      warnings.push(
        `${place}: is not followed: reserved characters are sent percent-encoded, a slash as %2F\n` +
          "  It is followed for query parameters that have a schema.\n",
      );
    }
  });
  return warnings;
}
