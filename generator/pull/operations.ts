import { stringify } from "yaml";
import type { JsonObject } from "../json.ts";
import { line } from "../text.ts";
import { walkDocument } from "../walk-document.ts";

export interface OperationOfDocument {
  /** The operationId; undefined where there is none. */
  readonly id: string | undefined;
  /** `POST /uploads/{upload_id}/parts` */
  readonly request: string;
}

/** The operations that the paths of a document have, in its order. */
export function operationsIn(document: JsonObject): OperationOfDocument[] {
  const operations: OperationOfDocument[] = [];
  walkDocument(document, ({ type, node: { operationId }, path: [root, ...keys] }) => {
    if (type !== "operation" || root !== "paths" || keys.length !== 2) return;
    const [path = "", method = ""] = keys;
    const id = typeof operationId === "string" ? operationId : undefined;
    operations.push({ id, request: `${method.toUpperCase()} ${path}` });
  });
  return operations;
}

/** An operation that upstream calls by another operationId than ours. */
export interface RenamedOperation {
  /** `POST /uploads` */
  readonly request: string;
  readonly from: string;
  readonly to: string;
}

/** Operations that are requested as before under an operationId that is new, in place of one that is gone. */
export function findRenamed(ours: JsonObject, upstream: JsonObject): RenamedOperation[] {
  const [olds, news] = [operationsIn(ours), operationsIn(upstream)];
  const [oldIds, newIds] = [new Set(olds.map(({ id }) => id)), new Set(news.map(({ id }) => id))];
  return news.flatMap(({ id: to, request }): RenamedOperation[] => {
    const from = olds.find((old) => shapeOf(old.request) === shapeOf(request))?.id;
    const isRenamed =
      from !== undefined && to !== undefined && !newIds.has(from) && !oldIds.has(to);
    return isRenamed ? [{ request, from, to }] : [];
  });
}

/** `POST /uploads/{}/parts`: a path parameter may have another name. */
function shapeOf(request: string): string {
  return request.replace(/\{[^{}]*\}/g, "{}");
}

/**
 * The overlay actions under which operations keep their names, as lines of YAML. Each names in its target what upstream
 * calls the operation now: once that changes, the action matches nothing and is reported.
 */
export function keepingActions(renamed: readonly RenamedOperation[]): string[] {
  return renamed.flatMap(({ request, from, to }) => {
    const action = {
      target: `$.paths.*[?@.operationId == ${jsonPathString(to)}].operationId`,
      description: `Callers know this operation as ${from}`,
      update: from,
    };
    const yaml = stringify([action], { lineWidth: 0 }).trimEnd();
    return [line(`# ${request}: ${from} → ${to}`), ...yaml.split("\n")];
  });
}

/** A string as RFC 9535 writes it between single quotes. */
function jsonPathString(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return `'${inner.replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
