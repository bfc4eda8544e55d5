import type { JsonObject } from "../json.ts";
import { follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Drops parameters for the headers that OpenAPI tells to ignore as parameters, since responses, request body and security
 * describe them (Parameter Object, `name`): the client sends them by itself, and a required one is missing in its requests.
 *
 * Needed by Grafana Tempo, which requires `Accept`.
 */
export function dropOwnHeaders(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "operation" && type !== "pathItem") return;
    if (!Array.isArray(node.parameters)) return;
    node.parameters = node.parameters.filter((entry) => !isOwnHeader(follow(document, entry)));
  });
}

const names = new Set(["accept", "content-type", "authorization"]);

function isOwnHeader({ in: place, name }: JsonObject): boolean {
  return place === "header" && typeof name === "string" && names.has(name.toLowerCase());
}
