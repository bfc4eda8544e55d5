import type { Life } from "./life.ts";
import { must } from "./must.ts";
import type { Past } from "./promises.ts";
import type { Call } from "./recorded-calls.ts";
import { tellsEnds } from "./refusals.ts";
import { checkpointIn } from "./simulated-store.ts";

/** That nobody has paid twice: what is resumed becomes one File. */
export function checkFiles({ server, scenario, lives }: Past): void {
  const files = server.uploads().filter(({ status }) => status === "completed");
  const isForgotten = scenario.checkpoint === "none" || scenario.source === "stream";
  const isAnother = scenario.events.some((event) => "change" in event);
  const isLost = scenario.callerCode.misbehaviours.some(({ hook }) =>
    /checkpoint\.[gsd]/.test(hook),
  );
  // Killed between the end of an Upload and being told of it, where that is not kept.
  const isUntold =
    !scenario.keepsCompleted &&
    lives.some(({ saved, calls }) => !saved && calls.some(isCompletion));
  const isOne = files.length <= 1 || isForgotten || isAnother || isLost || isUntold;
  must(isOne, "there are no two Files", files);
}

function isCompletion({ operation }: Call): boolean {
  return operation === "completeUpload";
}

/** That the Upload is cancelled, or left to be resumed with its checkpoint. */
export function checkLeft(life: Life, past: Past, isKept: boolean): void {
  const { server, store } = past;
  const { calls, outcome, caller } = life;
  const cancels = calls.filter(({ operation }) => operation === "cancelUpload");
  const isUndeletable = caller.guilty.has("checkpoint.delete");
  if (isKept)
    must(!life.store.hasForgotten, "a checkpoint is not deleted that can be resumed from", calls);
  if (life.isSaved && isKept && !(isUndeletable && cancels.length > 0)) {
    const isThere = life.store.hasStray || store.size === 1;
    must(isThere, "the checkpoint is left, to be resumed from", calls);
    must(cancels.length === 0, "an Upload with a checkpoint is not cancelled");
    return;
  }
  const last = calls.findLast(({ uploadId }) => uploadId !== undefined)?.uploadId;
  const isLeft = isLeftBehind(life, past);
  const isDeleted = isUndeletable || life.store.hasStray || store.size === 0;
  must(isLeft || isDeleted, "a checkpoint is left only to be resumed from", calls);
  const isResumable = isLeft && checkpointIn(store)?.uploadId === last;
  const isPending =
    !isResumable && server.uploads().some(({ id, status }) => id === last && status === "pending");
  const isTried = cancels.length === 1 && cancels[0]?.uploadId === last;
  must(!isPending || isTried, "without a checkpoint it is cancelled", calls);
  const error = outcome?.kind === "error" ? (outcome.error as { cancelError?: unknown }) : {};
  must(!isPending || error.cancelError !== undefined, "a failure to cancel is noted", error);
}

/** Whether a checkpoint that was refused is still there: until the next Upload has one, it may yet be gone on with. */
function isLeftBehind(life: Life, { store, lives, server, scenario }: Past): boolean {
  if (life.restarts.length === 0) return false;
  const left = checkpointIn(store)?.uploadId;
  const upload = server.uploads().find(({ id }) => id === left);
  const isOver = upload?.status === "expired" && tellsEnds(scenario);
  return life.store.isOld || (left === lives.at(-1)?.saved?.uploadId && !isOver);
}
