import { withinStack } from "../check/depth.ts";
import type { JsonObject } from "../json.ts";
import { affectedNodes } from "./affected.ts";
import type { Pair } from "./pair-by.ts";
import { reportOf, type Entry, type Report } from "./report.ts";
import { exportChanges } from "./rules/exports.ts";
import { leftoverChanges } from "./rules/leftovers.ts";
import { bodyTypeChanges, resultTypeChanges, statusChanges } from "./rules/media-types.ts";
import { methodChanges, methodDeprecation } from "./rules/methods.ts";
import { securityChanges } from "./rules/security.ts";
import { fieldChanges, parameterChanges } from "./rules/serialisation.ts";
import { ownServerChanges, requestLineChanges, serverChanges } from "./rules/servers.ts";
import { textChanges } from "./rules/texts.ts";
import { webhookChanges } from "./rules/webhooks.ts";
import { schemaChanges } from "./schemas/index.ts";
import { pairMethods, readSide, type MethodPair } from "./side.ts";
import { typeChanges, type Policy } from "./types/index.ts";

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
export function judgeChanges(documents: Pair<NamedDocument>, policy: Policy = {}): Promise<Report> {
  return withinStack([documents.base, documents.head], () => judge(documents, policy));
}

async function judge({ base, head }: Pair<NamedDocument>, policy: Policy): Promise<Report> {
  const sides = {
    base: readSide(base.document, base.file),
    head: readSide(head.document, head.file),
  };
  const methods = pairMethods(sides);
  const { pairs } = methods;
  const affected = affectedNodes(sides.base.document, sides.head.document);
  const entries = [
    ...methodChanges(methods),
    ...serverChanges(sides, pairs),
    ...(await typeChanges(sides, pairs, { ...policy, affected })),
    ...pairs.flatMap((pair) => rules.flatMap((rule) => rule(pair))),
    ...schemaChanges(sides, pairs, affected),
    ...exportChanges(sides),
    ...webhookChanges(sides),
    ...textChanges(sides),
  ];
  return reportOf([...entries, ...leftoverChanges(sides, entries)]);
}

/** What types can't show of one method. */
const rules: readonly ((pair: MethodPair) => Entry[])[] = [
  requestLineChanges,
  ownServerChanges,
  bodyTypeChanges,
  resultTypeChanges,
  fieldChanges,
  parameterChanges,
  statusChanges,
  securityChanges,
  methodDeprecation,
];
