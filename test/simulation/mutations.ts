/** A deliberate break of the uploader, and the promise of ARCHITECTURE.md that it breaks. */
export interface Mutation {
  readonly promise: number;
  readonly what: string;
  /** Under `generated/src/runtime`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const run = "uploads/upload-run.ts";
const refusal = "uploads/refusal.ts";
const requests = "uploads/requests.ts";

export const mutations: readonly Mutation[] = [
  {
    promise: 1,
    what: "parts are named from the last to the first",
    file: requests,
    from: 'const part_ids = parts.map(({ index }) => ids[index] ?? "");',
    to: 'const part_ids = parts.map(({ index }) => ids[index] ?? "").reverse();',
  },
  {
    promise: 1,
    what: "ranges overlap by a byte",
    file: "uploads/plan.ts",
    from: "end: Math.min(start + partSize, size)",
    to: "end: Math.min(start + partSize + 1, size)",
  },
  {
    promise: 2,
    what: "all parts are sent at once",
    file: run,
    from: "{ length: Math.min(concurrency, queue.length) }",
    to: "{ length: queue.length }",
  },
  {
    promise: 3,
    what: "a retry goes on with the bytes that are left",
    file: "attempt.ts",
    from: "const bytes = open(call.body?.segments ?? [], abort,",
    to: "const bytes = ((call.body ?? {}) as { bytes?: Bytes }).bytes ??= open(call.body?.segments ?? [], abort,",
  },
  {
    promise: 3,
    what: "what may pass is not tried again",
    file: "retry.ts",
    from: "!(attempts <= maxRetries)",
    to: "!(attempts < maxRetries)",
  },
  {
    promise: 4,
    what: "a change of the source is not looked for",
    file: "uploads/judge.ts",
    from: "if (now !== identity.fingerprint) throw",
    to: "if (now === undefined) throw",
  },
  {
    promise: 5,
    what: "the md5 is not sent",
    file: requests,
    from: "...(md5 !== undefined && { md5 })",
    to: "...(md5 === undefined && { md5 })",
  },
  {
    promise: 5,
    what: "the hash misses the last part",
    file: "uploads/md5.ts",
    from: "of parts)",
    to: "of parts.slice(0, -1))",
  },
  {
    promise: 6,
    what: "the first error does not end the others",
    file: run,
    from: "task.catch((error: unknown) => this.#controller.abort(error));",
    to: "task.catch(() => undefined);",
  },
  {
    promise: 6,
    what: "a failure to cancel hides the error",
    file: run,
    from: "Object.assign(failure as object, { cancelError });",
    to: "throw cancelError;",
  },
  {
    promise: 6,
    what: "timers outlive their attempt",
    file: "attempt.ts",
    from: "timers.forEach(clearTimeout);",
    to: "",
  },
  {
    promise: 7,
    what: "the signal is not forwarded",
    file: run,
    from: "onAbort(signal, () => this.#controller.abort(signal.reason));",
    to: "onAbort(signal, () => undefined);",
  },
  {
    promise: 7,
    what: "a failed Upload is not cancelled",
    file: run,
    from: "isOver || !this.#state.uploadId ? [deleted]",
    to: "isOver || this.#state.uploadId ? [deleted]",
  },
  {
    promise: 7,
    what: "an Upload with a checkpoint is cancelled",
    file: run,
    from: 'if (this.#checkpoints.isSaved && checkpoint !== "dropped") return [];',
    to: "",
  },
  {
    promise: 8,
    what: "the checkpoint is written when the Upload is made, and not again",
    file: run,
    from: "await this.#save();\n    progress.confirmed(part);",
    to: "progress.confirmed(part);",
  },
  {
    promise: 8,
    what: "a checkpoint is taken for whatever source is there now",
    file: "uploads/checkpoint.ts",
    from: "found.identity[name] !== identity[name]",
    to: 'name !== "fingerprint" && found.identity[name] !== identity[name]',
  },
  {
    promise: 9,
    what: "an expired Upload is not started over",
    file: "uploads/upload-file.ts",
    from: "verdictIn(error).startsOver",
    to: 'verdictIn(error).checkpoint === "replaced"',
  },
  {
    promise: 9,
    what: "an expired Upload is started over again and again",
    file: "uploads/upload-file.ts",
    from: "isFirst = false)",
    to: "isFirst = true)",
  },
  {
    promise: 10,
    what: "the size of a part is not checked",
    file: "uploads/plan.ts",
    from: "partSize <= MAX_PART_SIZE",
    to: "partSize <= 2 * MAX_PART_SIZE",
  },
  {
    promise: 10,
    what: "the size of the file is not checked",
    file: "uploads/plan.ts",
    from: "size > MAX_UPLOAD_SIZE",
    to: "size > 2 * MAX_UPLOAD_SIZE",
  },
  {
    promise: 10,
    what: "an empty file is sent",
    file: "uploads/plan.ts",
    from: "size === 0",
    to: "size < 0",
  },
  {
    promise: 6,
    what: "a stall lasts",
    file: "attempt.ts",
    from: 'limit("stallTimeout", taken && stallTimeout);',
    to: 'limit("stallTimeout");',
  },
  {
    promise: 8,
    what: "the key is written into the checkpoint",
    file: "uploads/checkpoint-writer.ts",
    from: "JSON.parse(JSON.stringify(checkpoint))",
    to: 'JSON.parse(JSON.stringify({ ...checkpoint, key: "sk-canary-0123456789" }))',
  },
  {
    promise: 5,
    what: "a server that takes no md5 received different bytes",
    file: refusal,
    from: 'if (md5 === "refused") return verdicts.noMd5;',
    to: 'if (md5 === "refused") return verdicts.otherMd5;',
  },
  {
    promise: 9,
    what: "a checkpoint that can never complete is kept",
    file: refusal,
    from: "if (completion && isFromApi(error))\n    return step.isParallel ? verdicts.refusedParallel : verdicts.refused;",
    to: "",
  },
  {
    promise: 8,
    what: "an Upload that its server refuses is gone on with for ever",
    file: refusal,
    from: "if (isResumed) return verdicts.startOver;",
    to: "",
  },
  {
    promise: 8,
    what: "a File that may exist is not spoken of",
    file: refusal,
    from: "if (completion && step.mayBeDone) return",
    to: "if (false as boolean) return",
  },
  {
    promise: 6,
    what: "the File from a completion counts for none",
    file: "uploads/completed.ts",
    from: 'upload.object === "file" ? upload : undefined',
    to: "undefined",
  },
  {
    promise: 6,
    what: "an end that was told is asked for again",
    file: requests,
    from: "if (endOf(error, this.step) !== undefined) return true;",
    to: "return false;",
  },
];
