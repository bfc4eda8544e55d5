import type { JsonObject } from "../json.ts";
import { moveDefinitions } from "./definitions.ts";
import { listFixedKeys } from "./fixed-keys.ts";
import { copyInnerSchemas } from "./inner-schemas.ts";
import { dropEnumsOfObjects } from "./object-enums.ts";
import { nameRequiredOfComposed } from "./required-of-composed.ts";
import { intersectUnions, keepUnionsInAllOf, nameRequiredAlternatives } from "./unions.ts";

/**
 * What openapi-typescript has to be told in other words to print what a document says. Changes the document in place: a
 * normalised one, of which nothing but types is made.
 */
export function rewriteForTypes(types: JsonObject): void {
  moveDefinitions(types);
  copyInnerSchemas(types);
  listFixedKeys(types);
  dropEnumsOfObjects(types);
  nameRequiredOfComposed(types);
  nameRequiredAlternatives(types);
  intersectUnions(types);
  keepUnionsInAllOf(types);
}
