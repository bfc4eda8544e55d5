import type { JsonObject } from "../json.ts";
import { markBytesInText } from "./bytes-in-text.ts";
import { completeDiscriminators } from "./discriminator.ts";
import { rewriteHtml } from "./html.ts";
import { rewriteNullable } from "./nullable.ts";
import { lowerOpenApi32 } from "./openapi-3.2/index.ts";
import { declarePathParameters, inlinePathItems } from "./paths.ts";
import { dropMissingRequired } from "./required.ts";

/** A copy of the document with the repairs of this folder made, so that what is emitted from it is right and compiles. */
export function normalise(document: JsonObject): JsonObject {
  const repaired = JSON.parse(JSON.stringify(document)) as JsonObject;
  lowerOpenApi32(repaired);
  inlinePathItems(repaired);
  declarePathParameters(repaired);
  rewriteNullable(repaired);
  dropMissingRequired(repaired);
  completeDiscriminators(repaired);
  markBytesInText(repaired);
  rewriteHtml(repaired);
  return repaired;
}
