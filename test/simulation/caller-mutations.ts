import type { Mutation } from "./mutations.ts";

const breaks: readonly Omit<Mutation, "promise">[] = [
  {
    what: "what a hook rejects with is not handled",
    in: "notify",
    find: "Promise.resolve($pending).catch($onError);",
    by: "void Promise.resolve($pending);",
  },
  {
    what: "what a hook throws is thrown where it was told",
    in: "notify",
    find: "try { $$body } catch ($error) { $onError($error); }",
    by: "try { $$body } catch ($error) { throw $error; }",
  },
  {
    what: "a hook that fails does not end the upload",
    find: "$ending.abort(hookFailure($error))",
    by: "void hookFailure($error)",
  },
  {
    what: "the first fingerprint is waited for without end",
    find: "orStop($what, () => firstFingerprint($source))",
    by: "firstFingerprint($source)",
  },
  {
    what: "a later fingerprint is waited for without end",
    find: '$caller.wait("source.fingerprint", () => $source.fingerprint())',
    by: "$source.fingerprint()",
  },
  {
    what: "a hash in the making is waited for without end",
    find: "orStop($what, () => prepareMd5($$options))",
    by: "prepareMd5($$options)",
  },
  {
    what: "a hash that comes too late is tried out",
    in: "freshHashes",
    find: "throwIfAborted($signal);",
    by: "",
  },
  {
    what: "checkpoint.get is waited for without end",
    find: "orStop($job, () => $slot?.find($job))",
    by: "$slot?.find($job)",
  },
  {
    what: "a read is waited for without end",
    find: '$caller.wait("source.read", $read, $close)',
    by: "$read()",
  },
  {
    what: "a stream that comes too late is not closed",
    find: '$caller.wait("source.read", $read, $close)',
    by: '$caller.wait("source.read", $read)',
  },
  {
    what: "a stream that no attempt has come to read is not closed",
    in: "UploadRun.#sendPart",
    find: "$added.finally($close)",
    by: "$added",
  },
  {
    what: "a stream is read again by the next attempt",
    find: "isStream($segment) && !$source.once",
    by: "isStream($segment) && $source.once",
  },
  {
    what: "a source is asked for more after it was told to end",
    find: "$source.reader = $ended;",
    by: "",
  },
  {
    what: "the source's md5 is waited for without end",
    find: '$caller.wait("source.md5", $own)',
    by: "$own()",
  },
  {
    what: "a hash that gives promises is not listened to",
    find: '$caller.wait("md5().update", () => $hash.update($chunk))',
    by: "$hash.update($chunk)",
  },
  {
    what: "a stream goes on being hashed",
    find: 'if (this.#$isCancelled) throw $spent("source");',
    by: "",
  },
  {
    what: "release is told before the part is confirmed",
    find: 'const $id = await $added; await $caller.wait("source.release", $release);',
    by: 'await $caller.wait("source.release", $release); const $id = await $added;',
  },
  {
    what: "release is told of something that was not given",
    find: "$source.release?.($given())",
    by: "$source.release?.(new Uint8Array())",
  },
  {
    what: "release is waited for without end",
    find: '$caller.wait("source.release", () => $source.release?.($given()))',
    by: "$source.release?.($given())",
  },
  {
    what: "checkpoint.set is waited for without end",
    find: '$caller.wait("checkpoint.set", () => $saved)',
    by: "$saved",
  },
  {
    what: "a checkpoint counts as saved before it is",
    in: "CheckpointWriter.save",
    find: "this.#$isOwn = true;",
    by: "this.#$isOwn = this.isSaved = true;",
  },
  {
    what: "checkpoints are saved after an abort",
    in: "CheckpointWriter.save",
    find: "throwIfAborted($signal);",
    by: "",
  },
  {
    what: "a store is asked what it has saved after an abort",
    find: "if (!this.#$isProven && !$signal.aborted) $prove;",
    by: "if (!this.#$isProven) $prove",
  },
  {
    what: "checkpoint.delete is waited for without end",
    find: 'clearAway("checkpoint.delete", () => $slot.delete($checkpoint), $signal)',
    by: "$slot.delete($checkpoint)",
  },
  {
    what: "checkpoint.complete is waited for without end",
    find: 'clearAway("checkpoint.complete", () => $kept, $signal)',
    by: "$kept",
  },
  {
    what: "a checkpoint that can't be deleted withholds the File",
    in: "UploadRun.#upload",
    find: "$ended.catch(() => undefined)",
    by: "$ended",
  },
  {
    what: "what a source fails with when it is cancelled is not handled",
    in: "UploadRun.#giveUp",
    find: "$stopped.catch(() => undefined);",
    by: "",
  },
  {
    what: "source.cancel is waited for without end",
    find: '$wait("source.cancel", () => $source.cancel?.(), $abort)',
    by: "Promise.resolve($source.cancel?.())",
  },
  {
    what: "what is under way is waited for without end",
    find: '$wait("the rest", $all, $abort).catch($ignore)',
    by: "$all()",
  },
  {
    what: "an abort does not hurry an upload that has failed",
    in: "waitBriefly",
    find: "$timer = setTimeout($end, $grace);",
    by: "",
  },
  {
    what: "a timer outlives the wait that it bounds",
    in: "within",
    find: "clearTimeout($timer);",
    by: "",
  },
  {
    what: "something goes on listening to the signal",
    in: "listenTo",
    find: '$signal.removeEventListener("abort", $listener);',
    by: "",
  },
  {
    what: "a request is made with a key that comes too late",
    in: "exchange",
    find: "throwIfAborted($signal);",
    by: "",
  },
  {
    what: "an error does not say whose it is",
    find: "throw $error instanceof CallerError ? $error : new CallerError($hook, $error);",
    by: "throw $error;",
  },
  {
    what: "the cause is not what the hook has failed with",
    find: "$error instanceof CallerError ? $error.cause : $error",
    by: "$error",
  },
  {
    what: "a checkpoint that does not fit is deleted, though the restart was forbidden",
    find: 'let $isRefused = typeof $found === "string";',
    by: "let $isRefused = false;",
  },
  {
    what: "a store's 404 is taken for the server's",
    find: "if (!($error instanceof RequestError)) return $verdicts.kept;",
    by: "if (Object($error.cause).status === 404) return $verdicts.startOver;",
  },
];

/** Promise 11: nothing of the caller's own code can hold an upload after its abort, or end the process. */
export const callerMutations: readonly Mutation[] = breaks.map((it) => ({ promise: 11, ...it }));
