import type { JsonObject } from "../json.ts";
import { affectedNodes } from "./affected.ts";
import { isAffected } from "./comparison.ts";
import { exportChanges } from "./exports.ts";
import { methodChanges } from "./methods.ts";
import { pairMethods } from "./pair-methods.ts";
import { reportOf, type Entry, type Report } from "./report.ts";
import { methodDeprecation } from "./rules/deprecation.ts";
import { leftoverChanges } from "./rules/leftovers.ts";
import { mediaTypeChanges } from "./rules/media-types.ts";
import { multipartChanges } from "./rules/multipart.ts";
import { parameterChanges } from "./rules/parameters.ts";
import { requestLineChanges } from "./rules/request-line.ts";
import { schemaChanges } from "./rules/schemas.ts";
import { securityChanges } from "./rules/security.ts";
import { ownServerChanges, serverChanges } from "./rules/server.ts";
import { statusChanges } from "./rules/statuses.ts";
import { textChanges } from "./rules/texts.ts";
import { readSide, type MethodPair, type Side } from "./side.ts";
import type { Policy } from "./types/entry.ts";
import { typeChanges } from "./types/index.ts";
import { webhookChanges } from "./webhooks.ts";

export interface NamedDocument {
  /** A bundled document, as `loadSpec` returns it. */
  readonly document: JsonObject;
  /** Names it in errors. */
  readonly file: string;
}

/**
 * What users of the client would notice if it were generated from another document. The compiler judges the types of both
 * clients; rules on the documents tell what types can't show.
 *
 * @throws {SpecError} One of the documents can't be generated from.
 */
export async function judgeChanges(
  documents: { readonly base: NamedDocument; readonly head: NamedDocument },
  policy: Policy = {},
): Promise<Report> {
  const base = readSide(documents.base.document, documents.base.file);
  const head = readSide(documents.head.document, documents.head.file);
  const pairing = pairMethods(base, head);
  const { pairs } = pairing;
  const affected = affectedNodes(base.document, head.document);
  const entries = [
    ...methodChanges(pairing),
    ...serverChanges(base, head, pairs),
    ...(await typeChanges({ base, head, affected }, pairs, policy)),
    ...pairs.flatMap((pair) => ruleChanges(pair, base, head)),
    ...schemaChanges(
      { base: base.document, head: head.document, changed: affected.changed },
      pairs.filter((pair) => isAffected(affected, pair)),
    ),
    ...exportChanges(base, head),
    ...webhookChanges(base, head),
    ...textChanges(base, head),
  ];
  return reportOf([...entries, ...leftoverChanges(base, head, entries)]);
}

/** What types can't show of one method. */
function ruleChanges(pair: MethodPair, base: Side, head: Side): Entry[] {
  return [
    ...requestLineChanges(pair, base, head),
    ...ownServerChanges(pair, base, head),
    ...mediaTypeChanges(pair, base, head),
    ...multipartChanges(pair, head),
    ...parameterChanges(pair, base, head),
    ...statusChanges(pair),
    ...securityChanges(pair, base, head),
    ...methodDeprecation(pair),
  ];
}
