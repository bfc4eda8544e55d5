/** A deliberate break of the uploader, and the promise of ARCHITECTURE.md that it breaks. */
export interface Mutation {
  readonly promise: number;
  readonly what: string;
  /** The function or method to look in, where the code that is broken stands elsewhere too. */
  readonly in?: string;
  /** The code that is broken, as `pattern.ts` describes it. */
  readonly find: string;
  /** What stands there instead. Nothing is no statement. */
  readonly by: string;
}

export const mutations: readonly Mutation[] = [
  {
    promise: 1,
    what: "parts are named from the last to the first",
    find: "const part_ids = $ids;",
    by: "const part_ids = [...$ids].reverse();",
  },
  {
    promise: 1,
    what: "ranges overlap by a byte",
    in: "planParts",
    find: "Math.min($start + $partSize, $size)",
    by: "Math.min($start + $partSize + 1, $size)",
  },
  {
    promise: 2,
    what: "all parts are sent at once",
    find: "{ length: Math.min($concurrency, $queue.length) }",
    by: "{ length: $queue.length }",
  },
  {
    promise: 3,
    what: "a retry goes on with the bytes that are left",
    in: "openBody",
    find: "open($body?.segments ?? [], $$options)",
    by: "Object($body).bytes ??= open($body?.segments ?? [], $$options)",
  },
  {
    promise: 3,
    what: "what may pass is not tried again",
    find: "!($attempts <= maxRetries)",
    by: "!($attempts < maxRetries)",
  },
  {
    promise: 4,
    what: "a change of the source is not looked for",
    find: "if ($now !== $identity.fingerprint) throw $error;",
    by: "if ($now === undefined) throw $error;",
  },
  {
    promise: 5,
    what: "the md5 is not sent",
    find: "$md5 !== undefined && { md5 }",
    by: "$md5 === undefined && { md5 }",
  },
  {
    promise: 5,
    what: "the hash misses the last part",
    in: "md5Of",
    find: "for (const $part of $parts) $body;",
    by: "for (const $part of $parts.slice(0, -1)) $body",
  },
  {
    promise: 6,
    what: "the first error does not end the others",
    find: "$task.catch(($error) => $controller.abort($error))",
    by: "$task.catch(() => undefined)",
  },
  {
    promise: 6,
    what: "a failure to cancel hides the error",
    find: "Object.assign($failure, { cancelError });",
    by: "throw cancelError;",
  },
  {
    promise: 6,
    what: "timers outlive their attempt",
    find: "$timers.forEach(clearTimeout);",
    by: "",
  },
  {
    promise: 7,
    what: "the signal is not forwarded",
    in: "UploadRun.run",
    find: "onAbort($signal, $end)",
    by: "onAbort($signal, () => undefined)",
  },
  {
    promise: 7,
    what: "a failed Upload is not cancelled",
    find: "$isOver || !$uploadId ? [$deleted] : $both",
    by: "$isOver || $uploadId ? [$deleted] : $both",
  },
  {
    promise: 7,
    what: "an Upload with a checkpoint is cancelled",
    find: "if ($checkpoints.isSaved && $isKept) return [];",
    by: "",
  },
  {
    promise: 8,
    what: "the checkpoint is written when the Upload is made, and not again",
    find: "await this.#$save(); $progress.confirmed($part);",
    by: "$progress.confirmed($part);",
  },
  {
    promise: 8,
    what: "a checkpoint is taken for whatever source is there now",
    find: "$found.identity[$name] !== $identity[$name]",
    by: '$name !== "fingerprint" && $found.identity[$name] !== $identity[$name]',
  },
  {
    promise: 9,
    what: "an expired Upload is not started over",
    find: "verdictIn($error).startsOver",
    by: 'verdictIn($error).checkpoint === "replaced"',
  },
  {
    promise: 9,
    what: "an expired Upload is started over again and again",
    find: "for (let $isFirst = true; ; $isFirst = false) $body;",
    by: "for (let $isFirst = true; ; $isFirst = true) $body",
  },
  {
    promise: 10,
    what: "the size of a part is not checked",
    find: "$partSize <= MAX_PART_SIZE",
    by: "$partSize <= 2 * MAX_PART_SIZE",
  },
  {
    promise: 10,
    what: "the size of the file is not checked",
    find: "$size > MAX_UPLOAD_SIZE",
    by: "$size > 2 * MAX_UPLOAD_SIZE",
  },
  {
    promise: 10,
    what: "an empty file is sent",
    in: "planParts",
    find: "$size === 0",
    by: "$size < 0",
  },
  {
    promise: 8,
    what: "the map of the parts leaves out what is confirmed",
    in: "ProgressMeter.confirmed",
    find: 'this.#show($part, "confirmed");',
    by: "",
  },
  {
    promise: 6,
    what: "a stall lasts",
    find: '$limit("stallTimeout", $taken && $stallTimeout)',
    by: '$limit("stallTimeout")',
  },
  {
    promise: 8,
    what: "the key is written into the checkpoint",
    in: "CheckpointWriter.save",
    find: "JSON.stringify($checkpoint)",
    by: 'JSON.stringify({ ...$checkpoint, key: "sk-canary-0123456789" })',
  },
  {
    promise: 5,
    what: "a server that takes no md5 has got other bytes",
    find: 'if ($md5 === "refused") return $verdicts.noMd5;',
    by: 'if ($md5 === "refused") return $verdicts.otherMd5;',
  },
  {
    promise: 9,
    what: "a checkpoint that can never complete is kept",
    in: "verdictOf",
    find: "if ($completion && $isFromApi($error)) return $verdict;",
    by: "",
  },
  {
    promise: 8,
    what: "an Upload that its server refuses is gone on with for ever",
    find: "if ($isResumed) return $verdicts.startOver;",
    by: "",
  },
  {
    promise: 8,
    what: "a File that may exist is not spoken of",
    find: "if ($completion && $step.mayBeDone) return $verdict;",
    by: "",
  },
  {
    promise: 6,
    what: "the File from a completion counts for none",
    find: '$upload.object === "file" ? $upload : undefined',
    by: "undefined",
  },
  {
    promise: 8,
    what: "a completed Upload that was kept is not looked for",
    find: "if ($checkpoint?.completed) $body;",
    by: "",
  },
  {
    promise: 8,
    what: "the checkpoint of a File that exists is deleted",
    find: '$checkpoint === "noted" ? $keeps : $kept',
    by: '$checkpoint !== "noted" && $kept',
  },
  {
    promise: 8,
    what: "a completed Upload is not kept",
    in: "CheckpointWriter.complete",
    find: "if (!$slot?.keepsCompleted) return $deleted;",
    by: "return this.delete($checkpoint, $signal);",
  },
  {
    promise: 6,
    what: "an end that was told is asked for again",
    find: "if (endOf($error, $step) !== undefined) return true;",
    by: "return false;",
  },
];
