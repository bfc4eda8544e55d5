import type { Mutation } from "./mutations.ts";

const run = "uploads/upload-run.ts";
const begin = "uploads/upload-file.ts";
const caller = "uploads/caller-code.ts";
const writer = "uploads/checkpoint-writer.ts";
const part = "uploads/part-data.ts";

const breaks: readonly Omit<Mutation, "promise">[] = [
  {
    what: "what a hook rejects with is not handled",
    file: "notify.ts",
    from: "Promise.resolve(pending).catch(onError);",
    to: "void Promise.resolve(pending);",
  },
  {
    what: "what a hook throws is thrown where it was told",
    file: "notify.ts",
    from: "} catch (error) {\n    onError(error);",
    to: "} catch (error) {\n    throw error;",
  },
  {
    what: "a hook that fails does not end the upload",
    file: begin,
    from: "ending.abort(hookFailure(",
    to: "void (hookFailure(",
  },
  {
    what: "the first fingerprint is waited for without end",
    file: begin,
    from: "await orStop({ source, signal }, () => firstFingerprint(source))",
    to: "await firstFingerprint(source)",
  },
  {
    what: "a later fingerprint is waited for without end",
    file: "uploads/judge.ts",
    from: 'await this.#caller.wait("source.fingerprint", () => source.fingerprint());',
    to: "await source.fingerprint();",
  },
  {
    what: "a hash in the making is waited for without end",
    file: begin,
    from: "await orStop({ source, signal }, () => prepareMd5(options.md5, source, signal))",
    to: "await prepareMd5(options.md5, source, signal)",
  },
  {
    what: "a hash that comes too late is tried out",
    file: "uploads/fresh-hashes.ts",
    from: "throwIfAborted(signal);",
    to: "",
  },
  {
    what: "checkpoint.get is waited for without end",
    file: begin,
    from: "await orStop(job, () => slot?.find(job))",
    to: "await slot?.find(job)",
  },
  {
    what: "a read is waited for without end",
    file: part,
    from: 'caller.wait("source.read", read, closeUnread)',
    to: "read()",
  },
  {
    what: "a stream that comes too late is not closed",
    file: part,
    from: "read, closeUnread)",
    to: "read)",
  },
  {
    what: "a stream that no attempt has come to read is not closed",
    file: run,
    from: ".finally(close)",
    to: "",
  },
  {
    what: "a stream is read again by the next attempt",
    file: part,
    from: "isStream(segment) && !source.once",
    to: "isStream(segment) && source.once",
  },
  {
    what: "a source is asked for more after it was told to end",
    file: "open.ts",
    from: "source.reader = ended;",
    to: "",
  },
  {
    what: "the source's md5 is waited for without end",
    file: "uploads/whole-md5.ts",
    from: 'await caller.wait("source.md5", own)',
    to: "await own()",
  },
  {
    what: "a hash that gives promises is not listened to",
    file: "uploads/md5.ts",
    from: 'await caller.wait("md5().update", () => hash.update(chunk))',
    to: "hash.update(chunk)",
  },
  {
    what: "a stream goes on being hashed",
    file: "uploads/stream-source.ts",
    from: 'if (this.#isCancelled) throw spent("source");',
    to: "",
  },
  {
    what: "release is told before the part is confirmed",
    file: run,
    from: "const onSent = (bytes: number) => progress.sent(part, bytes);",
    to: "const onSent = (bytes: number) => progress.sent(part, bytes);\n    source.release?.(given());",
  },
  {
    what: "release is told of something that was not given",
    file: run,
    from: "source.release?.(given())",
    to: "source.release?.(bytes)",
  },
  {
    what: "release is waited for without end",
    file: run,
    from: 'await this.#caller.wait("source.release", () => source.release?.(given()));',
    to: "await source.release?.(given());",
  },
  {
    what: "checkpoint.set is waited for without end",
    file: writer,
    from: 'await caller.wait("checkpoint.set", () => saved);',
    to: "await saved;",
  },
  {
    what: "a checkpoint counts as saved before it is",
    file: writer,
    from: "this.#isOwn = true;",
    to: "this.#isOwn = this.isSaved = true;",
  },
  {
    what: "checkpoints are saved after an abort",
    file: writer,
    from: "throwIfAborted(caller.signal);",
    to: "",
  },
  {
    what: "a store is asked what it has saved after an abort",
    file: "uploads/checkpoint-slot.ts",
    from: "if (!this.#isProven && !signal.aborted)",
    to: "if (!this.#isProven)",
  },
  {
    what: "checkpoint.delete is waited for without end",
    file: writer,
    from: 'await clearAway("checkpoint.delete", () => slot.delete(checkpoint), signal);',
    to: "await slot.delete(checkpoint);",
  },
  {
    what: "a checkpoint that can't be deleted withholds the File",
    file: run,
    from: "this.#controller.signal).catch(() => undefined);",
    to: "this.#controller.signal);",
  },
  {
    what: "what a source fails with when it is cancelled is not handled",
    file: run,
    from: "stopped.catch(() => undefined);",
    to: "",
  },
  {
    what: "source.cancel is waited for without end",
    file: caller,
    from: 'return waitBriefly("source.cancel", () => source.cancel?.(), abort);',
    to: "return Promise.resolve(source.cancel?.());",
  },
  {
    what: "what is under way is waited for without end",
    file: caller,
    from: 'await waitBriefly("the rest", all, abort).catch(() => undefined);',
    to: "await all();",
  },
  {
    what: "an abort does not hurry an upload that has failed",
    file: caller,
    from: "timer = setTimeout(() => ending.abort(abort.reason), grace);",
    to: "",
  },
  {
    what: "a timer outlives the wait that it bounds",
    file: "abort.ts",
    from: "clearTimeout(timer);",
    to: "",
  },
  {
    what: "something goes on listening to the signal",
    file: "abort.ts",
    from: 'signal.removeEventListener("abort", listener);',
    to: "",
  },
  {
    what: "a request is made with a key that comes too late",
    file: "attempt.ts",
    from: "throwIfAborted(signal);",
    to: "",
  },
  {
    what: "an error does not say whose it is",
    file: caller,
    from: "throw error instanceof CallerError ? error : new CallerError(hook, error);",
    to: "throw error;",
  },
  {
    what: "the cause is not what the hook has failed with",
    file: "uploads/failure.ts",
    from: "error instanceof CallerError ? error.cause : error",
    to: "error",
  },
  {
    what: "a checkpoint that does not fit is deleted, though the restart was forbidden",
    file: begin,
    from: 'let isRefused = typeof found === "string";',
    to: "let isRefused = false;",
  },
  {
    what: "a store's 404 is taken for the server's",
    file: "uploads/refusal.ts",
    from: "if (!(error instanceof RequestError)) return verdicts.kept;",
    to: "if ((Object((error as Error).cause) as { status?: number }).status === 404) return verdicts.startOver;",
  },
];

/** Promise 11: nothing of the caller's own code can hold an upload after its abort, or end the process. */
export const callerMutations: readonly Mutation[] = breaks.map((it) => ({ promise: 11, ...it }));
