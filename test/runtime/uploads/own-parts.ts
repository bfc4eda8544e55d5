import {
  uploadFile,
  type CheckpointStore,
  type PartSource,
  type UploadFileOptions,
} from "../../../generated/src/node.ts";
import type { UploadsServerOptions } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { bytes, connect } from "./support.ts";

/** What of an upload is the caller's own. */
export interface Parts {
  readonly source?: Partial<PartSource>;
  readonly options?: Partial<UploadFileOptions<"fine-tune">>;
}

const content = bytes(1000);

/** Uploads 1,000 bytes in parts of 300, with parts of the caller's own: a source, a store and hooks. */
export function start({ source, options }: Parts, serverOptions: UploadsServerOptions = {}) {
  const { server, uploads } = connect(serverOptions);
  const own: PartSource = {
    size: content.length,
    name: "a.jsonl",
    id: "a",
    fingerprint: () => "same",
    read: (from, to) => content.subarray(from, to),
    ...source,
  };
  const given = { purpose: "fine-tune", partSize: 300, concurrency: 2, ...options } as const;
  return { server, upload: uploadFile(uploads, own, given) };
}

/** A store in memory, some of whose calls are other ones. */
export function storeOf(calls: Partial<CheckpointStore>, kept = new Map<string, unknown>()) {
  const checkpoint: CheckpointStore = {
    get: (key) => kept.get(key),
    set: (key, value) => kept.set(key, value),
    delete: (key) => kept.delete(key),
    ...calls,
  };
  return { options: { checkpoint } };
}
