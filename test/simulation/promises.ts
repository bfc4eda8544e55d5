import {
  ApiError,
  ConnectionError,
  TimeoutError,
  UploadError,
  type Checkpoint,
  type PartProgress,
  type UploadProgress,
} from "../../generated/src/index.ts";
import type { UploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import { createHash } from "node:crypto";
import { inspect } from "node:util";
import {
  checkHookFailure,
  checkNothingIsHeld,
  checkTime,
  hookFailureOf,
  mayBeReadAgain,
  isRefusedHash,
} from "./caller-promises.ts";
import { key, type Life } from "./life.ts";
import { checkFiles, checkLeft } from "./left.ts";
import { must } from "./must.ts";
import { judge, type Judgement } from "./refusals.ts";
import type { Scenario } from "./scenario.ts";
import type { SimulatedFile } from "./simulated-source.ts";
import { checkpointIn } from "./simulated-store.ts";
import { drain, type World } from "./world.ts";

/** What was there before a life, and outlives it. */
export interface Past {
  readonly scenario: Scenario;
  readonly server: UploadsServer;
  readonly world: World;
  readonly file: SimulatedFile;
  readonly store: Map<string, unknown>;
  readonly lives: Life[];
}

/** Checks everything that must hold once a life has come to its end. */
export async function checkLife(life: Life, past: Past): Promise<void> {
  must(!life.isStuck, "it settles");
  must(past.world.now() - life.startedAt < 600_000, "a stall does not last");
  checkBounds(life, past.scenario);
  checkResumption(life, past);
  checkRepeats(past);
  if (life.outcome?.kind === "crash") return;
  await checkNothingRuns(life, past);
  checkSecrets(life, past);
  checkProgress(life);
  const refusal = refusalOf(life, past.scenario);
  const isAborted = life.outcome?.kind === "error" && life.outcome.error === life.reason;
  if (refusal !== undefined && !isAborted) checkRefusal(refusal, life);
  else if (life.outcome?.kind === "success") await checkSuccess(life, past);
  else checkError(life, past);
}

function checkBounds({ source, network, calls }: Life, { concurrency, partSize }: Scenario): void {
  must(network.mostInFlight <= concurrency, "no more requests than `concurrency`");
  must(source.mostReading <= concurrency + 1, "one read per request, and the hash's");
  must(source.longestRead.bytes <= partSize, "no read is longer than a part");
  const creations = calls.filter(({ operation }) => operation === "createUpload");
  must(creations.length <= 2, "an Upload is started over once", calls);
}

/** That a 409 which tells how an Upload has ended is not asked for again. */
function checkRepeats({ server, lives, scenario }: Past): void {
  if (!scenario.dialects.includes("ended-is-409")) return;
  const refused = server.requests().filter(({ status, fault }) => status === 409 && !fault);
  const completions = refused.filter(({ path }) => path.endsWith("/complete"));
  must(completions.length <= lives.length + 1, "what is told is final", completions);
}

async function checkNothingRuns(life: Life, { scenario, world, server }: Past): Promise<void> {
  await drain();
  must(life.leftByAbort === 0, "an abort ends every request at once");
  must(server.inFlight() === 0, "no request is running", server.requests());
  // What the caller's own code was doing can't be taken back: it ends by itself.
  must(world.timers() === life.caller.timers, "no timer is running", world.timers());
  checkTime(life);
  await world.run(() => false);
  life.caller.rejectAfterwards();
  await drain();
  must(server.inFlight() === 0, "no request begins afterwards");
  // What is refused has not been taken over.
  if (refusalOf(life, scenario) !== undefined) life.source.open.clear();
  checkNothingIsHeld(life, world);
}

function checkSecrets({ outcome }: Life, { store }: Past): void {
  const text = inspect([outcome, ...store], { depth: 9, showHidden: true });
  must(!text.includes(key), "the key is in no error and no checkpoint", text);
}

function checkProgress({ progress, source, outcome, restarts }: Life): void {
  let before = { bytesSent: 0, bytesConfirmed: 0, partsDone: 0 };
  for (const now of progress) {
    checkParts(now, restarts.length > 0);
    const isMonotonic =
      now.bytesSent >= before.bytesSent &&
      now.bytesConfirmed >= before.bytesConfirmed &&
      now.partsDone >= before.partsDone;
    must(
      isMonotonic && now.bytesSent >= now.bytesConfirmed,
      "progress never goes back",
      before,
      now,
    );
    before = now;
  }
  const full = progress.filter(({ bytesSent }) => bytesSent === source.size).length;
  must(full <= 1, "100 % is told once");
  const last = progress.at(-1);
  const isDone = full === 1 && last?.partsDone === last?.partsTotal;
  must(outcome?.kind !== "success" || isDone, "100 % is told", last);
}

/** `isOver`: an Upload that is started over sends parts again that count as done. */
function checkParts(now: UploadProgress, isOver: boolean): void {
  const { parts, bytesTotal, bytesConfirmed, partsDone, partsTotal } = now;
  const sum = (all: typeof parts) => all.reduce((bytes, { size }) => bytes + size, 0);
  const confirmed = parts.filter(({ state }) => state === "confirmed");
  const fits = ({ state, bytesSent, size }: PartProgress) =>
    state === "waiting" ? bytesSent === 0 : bytesSent <= size && size > 0;
  must(
    parts.length === partsTotal && sum(parts) === bytesTotal,
    "the map is of the whole file",
    now,
  );
  must(parts.every(fits), "a part is sent no further than to its end", now);
  must(
    confirmed.every(({ bytesSent, size }) => bytesSent === size),
    "what is confirmed is sent",
    now,
  );
  const isSame = confirmed.length === partsDone && sum(confirmed) === bytesConfirmed;
  const isLess = confirmed.length <= partsDone && sum(confirmed) <= bytesConfirmed;
  must(isSame || (isOver && isLess), "the map agrees with the counts", now);
}

async function checkSuccess(life: Life, past: Past): Promise<void> {
  const { scenario, server } = past;
  const { outcome, calls, source, controller, wasCompleted } = life;
  const fatal = life.failuresBefore.filter((it) => !mayBeReadAgain(it, scenario));
  must(fatal.length === 0, "a hook that fails ends the upload", fatal);
  must(!controller.signal.aborted || wasCompleted, "an abort ends the upload");
  const fileId = outcome?.kind === "success" ? outcome.fileId : "";
  const file = server.file(fileId);
  const bytes = Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer());
  must(bytes.equals(source.openContent), "the file is the source, byte for byte");
  checkFiles(past);
  checkKept(life, past, fileId);
  if (checkpointBefore(past)?.completed && calls.length === 0) return;
  const completion = calls.findLast(({ operation }) => operation === "completeUpload");
  must(completion?.version === source.startVersion, "a source that changes is not completed");
  const md5 = createHash("md5").update(source.openContent).digest("hex");
  must(completion.md5 === (scenario.md5 ? md5 : undefined), "the md5 of the bytes is sent");
}

/** That the checkpoint is gone, or in its place the completed Upload is kept. */
function checkKept({ caller, store: own }: Life, { scenario, store }: Past, fileId: string): void {
  const { keepsCompleted, checkpoint, source } = scenario;
  if (!keepsCompleted || checkpoint === "none" || source === "stream") {
    const isKept = caller.guilty.has("checkpoint.delete");
    must(isKept || store.size === 0, "no checkpoint is left");
    return;
  }
  const isFailed = caller.guilty.has("checkpoint.complete") || own.hasStray;
  const kept = checkpointIn(store)?.completed?.file.id;
  must(isFailed || kept === fileId, "the completed Upload is kept", store);
}

/** As the process before has left it. */
function checkpointBefore({ lives }: Pick<Past, "lives">): Checkpoint | undefined {
  return lives.at(-1)?.saved;
}

/** That one who asks again, since he was killed before he had noted the File, is given it at once. */
export function checkAgain({ outcome, calls, restarts }: Life, fileId: string): void {
  const isSame = outcome?.kind === "success" && outcome.fileId === fileId;
  must(isSame, "what was completed is resolved with again", outcome);
  must(calls.length === 0 && restarts.length === 0, "nothing is sent for it", calls, restarts);
}

function checkError(life: Life, past: Past): void {
  const error = life.outcome?.kind === "error" ? life.outcome.error : undefined;
  const { signal } = life.controller;
  const first = hookFailureOf(life, error, past.scenario);
  checkFiles(past);
  if (signal.aborted && error === signal.reason) checkLeft(life, past, true);
  else if (isRefusedHash(life, error)) checkLeft(life, past, true);
  else if (first) checkLeft(life, past, checkHookFailure(first, error, life) === "failed");
  else {
    must(error instanceof UploadError, "what is thrown is an UploadError", error);
    const judgement = judge(error, life, past);
    if (judgement) checkJudgement(judgement, error);
    checkCause(error, life, past);
    const isThere = error.failure === "already-completed" && past.scenario.keepsCompleted;
    checkLeft(life, past, judgement?.isKept ?? (error.failure === "failed" || isThere));
  }
}

function checkJudgement({ failure, says = "" }: Judgement, error: UploadError): void {
  must(error.failure === failure, `a refusal is what it is: ${failure}`, error);
  must(error.message.includes(says), `a message says what helps: ${says}`, error);
}

/** What a scenario is refused for: a limit that is checked before anything is sent. */
function refusalOf({ source }: Life, { partSize }: Scenario): string | undefined {
  if (!Number.isInteger(partSize) || partSize < 1 || partSize > 2 ** 26) return "partSize";
  if (source.size === 0) return "empty";
  return source.size > 2 ** 33 ? "at most 8589934592" : undefined;
}

function checkRefusal(wanted: string, { calls, outcome }: Life): void {
  const error = outcome?.kind === "error" ? (outcome.error as Error) : undefined;
  must(error?.message.includes(wanted) === true, "limits are refused by name", error);
  must(calls.length === 0, "limits are checked before anything is sent", calls);
}

/** That the error is the one the server, or the source, gave reason for. */
function checkCause({ failure, cause, attempts }: UploadError, life: Life, past: Past): void {
  const { source, calls } = life;
  const touched = new Set(calls.map(({ uploadId }) => uploadId));
  const states = past.server.uploads().filter(({ id }) => touched.has(id));
  const count = (status: string) => states.filter((upload) => upload.status === status).length;
  if (failure === "source-changed") {
    const isGone = life.failures.some(({ by }) => by === "source.fingerprint");
    must(isGone || source.version !== source.startVersion, "only a change is a change");
  } else if (failure === "expired") {
    const restarts = past.scenario.source === "file" ? 1 : 0;
    // The one before may have been refused for something else.
    const isOnce = count("expired") > 0 && states.length > restarts;
    must(isOnce, "an expired Upload is started over once", states);
  } else if (failure === "cancelled") {
    must(count("cancelled") > 0, "only what was cancelled is called so", states);
  } else if (failure === "already-completed") {
    must(count("completed") > 0, "only what was completed is called so", states);
  } else {
    must(failure === "failed", "the bytes sent are the bytes hashed", cause);
    if (life.caller.guilty.has("apiKey") && attempts === undefined) return;
    const isRequests = [ApiError, ConnectionError, TimeoutError].some((it) => cause instanceof it);
    must(isRequests, "a failure has its request's error as cause", cause);
    // Whatever the schedule has answered may pass.
    const isFinal = cause instanceof ApiError && /^4(00|04|10|22)$/.test(String(cause.status));
    const isTriedAgain = attempts === past.scenario.maxRetries + 1;
    must(isFinal || isTriedAgain, "what may pass is tried again", attempts);
  }
}

/** That a process goes on where the one before was killed. */
function checkResumption(life: Life, { scenario, lives }: Past): void {
  const [before] = lives.slice(-1);
  const saved = checkpointBefore({ lives });
  // One that could not be deleted when its upload was over says so.
  if (!before || !saved?.expiresAt || life.calls.length === 0) return;
  const [first] = life.calls;
  const isSame = before.source.startVersion === life.source.startVersion;
  must(isSame || life.restarts.length > 0, "it says why it starts afresh");
  if (!isSame) {
    must(first?.operation === "createUpload", "a source that changed is not resumed");
    return;
  }
  if (first?.operation === "createUpload") {
    must(life.restarts.length > 0, "it goes on where it was killed, or says why not");
    return;
  }
  must(!saved.completed, "a completed Upload is not gone on with", life.calls);
  const again = life.calls.filter(
    ({ operation, uploadId }) => operation === "addUploadPart" && uploadId === saved.uploadId,
  );
  const begun = before.calls.filter(
    ({ operation, uploadId }) => operation === "addUploadPart" && uploadId === saved.uploadId,
  );
  const starts = new Set(begun.map(({ start }) => start));
  const twice = again.filter(({ start }) => start !== undefined && starts.has(start));
  must(twice.length <= scenario.concurrency, "only parts in flight are sent again", twice);
  const indexes = new Set(
    Object.keys(saved.parts).map((index) => Number(index) * scenario.partSize),
  );
  must(!again.some(({ start }) => indexes.has(start ?? -1)), "a part in the checkpoint is kept");
}
