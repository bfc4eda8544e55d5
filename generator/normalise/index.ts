import type { JsonObject } from "../json.ts";
import { rewriteBooleanSchemas } from "./boolean-schemas.ts";
import { markBytesInText } from "./bytes-in-text.ts";
import { splitBases } from "./bases.ts";
import { dropNoContent } from "./content.ts";
import { mapDiscriminatorValues } from "./discriminator-values.ts";
import { completeDiscriminators } from "./discriminator.ts";
import { resolveDynamicRefs } from "./dynamic-refs.ts";
import { typeFilesByEncoding } from "./files-without-type.ts";
import { addFormViews } from "./form-views.ts";
import { preferFormsForBytes } from "./forms-for-bytes.ts";
import { rewriteHtml } from "./html.ts";
import { takeNullOutside } from "./null-outside.ts";
import { completeTuples } from "./tuples.ts";
import { rewriteNullable } from "./nullable.ts";
import { dropOwnHeaders } from "./own-headers.ts";
import { lowerOpenApi32 } from "./openapi-3.2/index.ts";
import {
  declarePathParameters,
  dropNullInPaths,
  dropStrayPathParameters,
  inlinePathItems,
} from "./paths.ts";
import { composeRefSiblings } from "./ref-siblings.ts";
import { addRequestViews } from "./request-views.ts";
import { dropMissingRequired } from "./required.ts";

/** A copy of the document with the repairs of this folder made, so that what is emitted from it is right and compiles. */
export function normalise(document: JsonObject): JsonObject {
  const repaired = JSON.parse(JSON.stringify(document)) as JsonObject;
  rewriteBooleanSchemas(repaired);
  lowerOpenApi32(repaired);
  inlinePathItems(repaired);
  declarePathParameters(repaired);
  dropStrayPathParameters(repaired);
  dropOwnHeaders(repaired);
  dropNoContent(repaired);
  typeFilesByEncoding(repaired);
  preferFormsForBytes(repaired);
  completeTuples(repaired);
  resolveDynamicRefs(repaired);
  composeRefSiblings(repaired);
  rewriteNullable(repaired);
  takeNullOutside(repaired);
  dropNullInPaths(repaired);
  dropMissingRequired(repaired);
  mapDiscriminatorValues(repaired);
  splitBases(repaired);
  completeDiscriminators(repaired);
  addRequestViews(repaired);
  addFormViews(repaired);
  markBytesInText(repaired);
  rewriteHtml(repaired);
  return repaired;
}
