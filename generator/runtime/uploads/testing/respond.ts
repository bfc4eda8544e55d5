import { throwIfAborted } from "../../abort.ts";
import { checkFault, faultAfter, faultBefore } from "./apply-fault.ts";
import { Refusal } from "./errors.ts";
import type { Fault, FaultSchedule } from "./faults.ts";
import { giveUp, type Incoming } from "./incoming.ts";
import { operate, type OperationContext } from "./operate.ts";
import { failure, success, type PlainResponse } from "./response.ts";
import { findRoute, type Route } from "./route.ts";
import type { RequestRecord } from "./snapshots.ts";

/** The record of a request that is still being handled. */
export type OpenRecord = { -readonly [K in keyof RequestRecord]: RequestRecord[K] };

/** What stays the same for all requests to a server. */
export interface Context extends OperationContext {
  readonly basePath: string;
  readonly now: () => number;
  readonly faults: FaultSchedule | undefined;
}

/** One request. */
export interface Call {
  readonly request: Incoming;
  /** Counted from 0. */
  readonly index: number;
  readonly record: OpenRecord;
}

/** Responds as the API does, or with what a fault makes of that. Rejects where `fetch` would. */
export async function respond(context: Context, call: Call): Promise<PlainResponse> {
  const { request, record, index } = call;
  try {
    throwIfAborted(request.signal);
    const route = findRoute(record.method, record.path, context.basePath);
    const { operation, uploadId } = route;
    const fault = context.faults?.({ index, operation, uploadId });
    if (fault === undefined) return success(await operate(context, call, route));
    checkFault(fault);
    record.fault = fault;
    return await respondWithFault(context, call, { route, fault });
  } catch (error) {
    giveUp(request.body);
    return refusalResponse(error);
  }
}

async function respondWithFault(
  context: Context,
  call: Call,
  { route, fault }: { readonly route: Route; readonly fault: Fault },
): Promise<PlainResponse> {
  const { kind } = fault;
  const early = await faultBefore(call.request, fault, context.now);
  if (early !== undefined) {
    giveUp(call.request.body);
    return early;
  }
  if (kind === "expired" || kind === "cancelled") context.store.end(route.uploadId, kind);
  const response = await operate(context, call, route).then(success, refusalResponse);
  return faultAfter(response, fault);
}

function refusalResponse(error: unknown): PlainResponse {
  if (error instanceof Refusal) return failure(error.status, error);
  throw error;
}
