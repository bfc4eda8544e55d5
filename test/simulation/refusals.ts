import { ApiError, type UploadError } from "../../generated/src/index.ts";
import type { RequestRecord } from "../../generated/src/runtime/uploads/testing/index.ts";
import type { Life } from "./life.ts";
import { must } from "./must.ts";
import type { Past } from "./promises.ts";
import type { Call } from "./recorded-calls.ts";
import type { Scenario } from "./scenario.ts";

/** What a request that was refused for good has to come to. */
export interface Judgement {
  readonly failure: UploadError["failure"];
  /** Whether the Upload is left with its checkpoint, to be gone on with. */
  readonly isKept: boolean;
  /** What the message has to say, if anything. */
  readonly says?: string | undefined;
}

const kept: Judgement = { failure: "failed", isKept: true };
const statuses = [400, 404, 409, 410, 422];

/**
 * Judges by what is known here and not to the uploader: how the Upload was when its request was refused, and whether
 * the server's dialect tells. Undefined for what was not refused, or not for good.
 */
export function judge({ cause }: UploadError, life: Life, past: Past): Judgement | undefined {
  if (!(cause instanceof ApiError) || !statuses.includes(cause.status)) return undefined;
  const call = life.calls.findLast(({ error }) => error === cause);
  if (call?.uploadId === undefined || call.operation === "cancelUpload") return undefined;
  const isCompletion = call.operation === "completeUpload";
  const isTold = tellsEnds(past.scenario) && !isFromSchedule(cause) && !isPage(cause);
  const { status = "" } = call.upload ?? {};
  // Of a response that was cut off, the word may be missing, or its last letter.
  const isWhole = cause.message.includes(status.replace(/^completed$/, "already complete"));
  const told = isTold && (isWhole || cause.message.includes(status)) ? status : undefined;
  if (told === "expired" || told === "cancelled") return { failure: told, isKept: false };
  const { keepsCompleted: isKept } = past.scenario;
  if (told === "completed" && isCompletion) return { failure: "already-completed", isKept };
  if (isPage(cause)) return afterPage(call, life, past);
  const reason = isFromSchedule(cause) ? "the schedule" : reasonOf(call, past);
  must(reason !== undefined, "what the uploader sends is refused for a reason", cause, call);
  if (reason === "md5") return { ...kept, says: "md5: false" };
  if (isCompletion && mayBeDone(call, life, past))
    return { failure: "failed", isKept, says: "may exist" };
  mustBeFresh(call, life);
  if (!isCompletion) return kept;
  const { concurrency, size, partSize } = past.scenario;
  // The source may have become shorter since it was first uploaded.
  const isParallel = concurrency > 1 && (call.upload?.bytes ?? size) > partSize;
  return { failure: "failed", isKept: false, ...(isParallel && { says: "concurrency: 1" }) };
}

/** What a proxy says is not the API's word: it decides nothing but that another Upload is tried. */
function afterPage(call: Call, life: Life, past: Past): Judgement {
  const isDoubtful = call.operation === "completeUpload" && mayBeDone(call, life, past);
  if (!isDoubtful) mustBeFresh(call, life);
  return kept;
}

function mustBeFresh({ uploadId }: Call, life: Life): void {
  must(!isResumed(uploadId, life), "what is refused to go on with is started over", life.calls);
}

/** Whether a server says how an Upload has ended. */
export function tellsEnds({ dialects }: Scenario): boolean {
  return !dialects.some((it) => /^ended-is-(404|410|vague)$/.test(it));
}

/** Whether it is the schedule's 409, which says nothing. */
function isFromSchedule({ message }: ApiError): boolean {
  return message.includes("fault schedule");
}

function isPage({ body }: ApiError): boolean {
  return typeof body === "string" && body.startsWith("<");
}

/** Why a server of this dialect refuses what it is asked, if it has to. */
function reasonOf(call: Call, { scenario: { dialects, partSize } }: Past): string | undefined {
  const { operation, upload, md5, partIds = [], start = 0 } = call;
  if (upload?.status !== "pending") return upload?.status;
  const stored = upload.parts.reduce((sum, { size }) => sum + size, 0);
  if (operation === "addUploadPart") {
    const isBeyond = stored + Math.min(partSize, upload.bytes - start) > upload.bytes;
    return dialects.includes("refuses-what-is-beyond") && isBeyond ? "beyond" : undefined;
  }
  if (dialects.includes("md5-is-refused") && md5) return "md5";
  const named = upload.parts.map(({ id }) => id).filter((id) => partIds.includes(id));
  const isOrdered = named.join() === partIds.join();
  if (dialects.includes("ascending-part-ids") && !isOrdered) return "order";
  return dialects.includes("counts-every-part") && stored !== upload.bytes ? "count" : undefined;
}

/** Whether the completion was sent before, without a response that says that nothing came of it. */
export function mayBeDone({ uploadId }: Call, life: Life, { server, lives }: Past): boolean {
  const path = `/v1/uploads/${uploadId}/complete`;
  const sent = server.requests().filter((request) => request.path === path);
  const isSaved = lives.at(-1)?.saved?.isCompleting === true && isResumed(uploadId, life);
  return isSaved || sent.some(isUncertain);
}

function isUncertain({ status, fault }: RequestRecord): boolean {
  // Half a refusal is one, too.
  const isCut = fault?.kind === "truncated" && (status ?? 0) < 400;
  return status === undefined || status >= 500 || isCut;
}

function isResumed(uploadId: string | undefined, { calls }: Life): boolean {
  return !calls.some((it) => it.operation === "createUpload" && it.uploadId === uploadId);
}
