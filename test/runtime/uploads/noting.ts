import {
  uploadFile,
  type Checkpoint,
  type CompletedCheckpoint,
  type UploadFileOptions,
  type UploadInput,
} from "../../../generated/src/index.ts";
import type { Fault } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { bytes, type connect } from "./support.ts";

export const content = bytes(1000);
export const file = new File([content], "a.txt", { lastModified: 1 });
const options = { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0 } as const;

/** A store of JSON that keeps completed Uploads, and a record of the calls that change it. */
export function noting(complete?: (value: CompletedCheckpoint) => unknown) {
  const kept = new Map<string, string>();
  const calls: string[] = [];
  const keep = (key: string, value: Checkpoint) => void kept.set(key, JSON.stringify(value));
  const store = {
    get: (key: string) => kept.get(key),
    set(key: string, value: Checkpoint) {
      calls.push("set");
      keep(key, value);
    },
    complete(key: string, value: CompletedCheckpoint): unknown {
      calls.push("complete");
      if (complete) return complete(value);
      keep(key, value);
      return undefined;
    },
    delete(key: string) {
      calls.push("delete");
      kept.delete(key);
    },
  };
  return { store, kept, calls };
}

/** A server that fails in one request. */
export const failing = (at: number, fault: Fault) => ({
  faults: ({ index }: { index: number }) => (index === at ? fault : undefined),
});

/** Uploads, and tells why it was started over. */
export async function upload(
  uploads: ReturnType<typeof connect>["uploads"],
  given: Partial<UploadFileOptions<"batch">>,
  source: UploadInput = file,
) {
  const restarts: string[] = [];
  const onRestart = (reason: string) => restarts.push(reason);
  const result = await uploadFile(uploads, source, { ...options, onRestart, ...given });
  return { result, restarts };
}
