import { getEventListeners } from "node:events";
import { UploadError } from "../../generated/src/index.ts";
import { clearingTime } from "./clearing-time.ts";
import type { Failure, Life } from "./life.ts";
import { hooks, type Hook } from "./caller-code.ts";
import { must } from "./must.ts";
import type { Scenario } from "./scenario.ts";
import type { World } from "./world.ts";

/** That nothing of the caller's holds an upload: not after an abort, nor when its File is there. */
export function checkTime(life: Life): void {
  const { abortedAt, completedAt, settledAt, outcome } = life;
  if (abortedAt < Infinity) {
    const took = settledAt - abortedAt;
    must(took <= allowed(abortedAt, life), "an abort ends the upload soon", took, life);
  }
  if (outcome?.kind === "success") {
    const took = settledAt - completedAt;
    must(took <= allowed(completedAt, life), "a File that is there is not withheld", took, life);
  }
}

function allowed(since: number, { caller, calls, settledAt }: Life): number {
  const stored = caller.calls.filter(({ hook }) => hook.startsWith("checkpoint."));
  const cancelled = calls.filter(({ operation }) => operation === "cancelUpload");
  return clearingTime([since, settledAt], { stored, cancelled });
}

/** That nothing of the upload is left with the caller once all that was pending has settled. */
export function checkNothingIsHeld({ caller, source, controller }: Life, world: World): void {
  must(world.unhandled.length === 0, "nothing of the caller's ends the process", world.unhandled);
  must(
    caller.calledAfterwards.length === 0,
    "nothing is called afterwards",
    caller.calledAfterwards,
  );
  const listeners = getEventListeners(controller.signal, "abort");
  must(listeners.length === 0, "nothing listens to the signal", listeners);
  must(source.wanted.size === 0, "no read is open");
  must(source.open.size === 0, "every stream is closed, however late it comes");
  must(source.strangers.length === 0, "released is what was read", source.strangers);
}

/** Whether a hash was tried out before anything was sent, and refused. */
export function isRefusedHash({ caller, calls }: Life, error: unknown): boolean {
  const isGuilty = (["md5", "hash.update", "hash.digest"] as const).some((it) =>
    caller.guilty.has(it),
  );
  return calls.length === 0 && isGuilty && error instanceof TypeError;
}

/**
 * Whether a failure may be one that nobody hears of: what can be read again is, and a request whose body has failed may be
 * refused for something else before anybody sees that.
 */
export function mayBeReadAgain({ by }: Failure, { source }: Scenario): boolean {
  return source !== "stream" && /^(source\.read|stream\.next)$/.test(by);
}

/** The failure of a hook that an upload has to end with: the first, or one that kept an Upload from being started over. */
export function hookFailureOf(
  { failures }: Life,
  error: unknown,
  scenario: Scenario,
): Failure | undefined {
  const isHooks = ({ by }: Failure) => (hooks as readonly string[]).includes(by);
  const { cause } = Object(error) as UploadError;
  const isCause = (failure: Failure) => failure.error === cause;
  const [first] = failures.filter((it) => isCause(it) || !mayBeReadAgain(it, scenario));
  if (!first || isHooks(first)) return first;
  return failures.find((failure) => isHooks(failure) && isCause(failure));
}

/** Of a hook, what a message calls it. */
const names: Partial<Record<Hook, string>> = {
  // What a part was read from while it was sent is told by the part.
  "stream.next": "",
  "hash.update": "md5",
  "hash.digest": "md5",
  apiKey: "",
};

/** That an upload ends with what a hook has failed with, and says which. */
export function checkHookFailure(
  { by, error: wanted, at }: Failure,
  error: unknown,
  { source, calls, failures, caller }: Life,
): UploadError["failure"] {
  // An upload that has all its Parts asks once more before it sends anything.
  const isAtOnce = caller.code.misbehaviours.some((it) => it.hook === by && it.call === 1);
  const isFirst = by === "source.fingerprint" && calls.length === 0 && isAtOnce;
  // What was closed, or can't be, is a mistake of the caller's.
  if (isFirst && wanted instanceof TypeError) {
    must(error === wanted, "a mistake is told as such", error);
    return "failed";
  }
  must(error instanceof UploadError, "what is thrown is an UploadError", error, failures);
  const { failure, cause, message } = error;
  if (failure === "source-changed") {
    const isGone = failures.some((it) => it.by === "source.fingerprint");
    must(
      isGone || source.version !== source.startVersion,
      "only a change is a change",
      error,
      failures,
    );
    return failure;
  }
  must(failure === "failed", "a hook's failure is no other", error, failures);
  // What comes at the same time, or while the source is asked whether it has changed, has no order.
  const isSlow = caller.guilty.has("source.fingerprint");
  const rivals = failures.filter((it) => it.at === at || isSlow);
  // What makes hashes is explained.
  const behind = by === "md5" ? (Object(cause) as Error).cause : cause;
  const thrown = rivals.find((it) => it.error === cause || it.error === behind);
  must(thrown !== undefined, "the first error is the one thrown", error, failures);
  const name = names[thrown.by as Hook] ?? thrown.by;
  must(message.includes(name), "it says what has failed", error, failures);
  return failure;
}
