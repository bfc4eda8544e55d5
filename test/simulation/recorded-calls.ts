import type { RequestOptions, UploadOperations, UploadsApi } from "../../generated/src/index.ts";
import type { UploadSnapshot } from "../../generated/src/runtime/uploads/testing/index.ts";
import { startOf } from "./simulated-source.ts";

/** A call of an operation, and how it ended for the uploader. */
export interface Call {
  readonly operation: keyof UploadOperations;
  /** Undefined for createUpload until it is answered. */
  uploadId: string | undefined;
  /** First byte of the part, once it is known. */
  start?: number | undefined;
  readonly md5?: string | undefined;
  /** The Parts that a completion names. */
  readonly partIds?: readonly string[] | undefined;
  /** Of the source when the call was made. */
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Infinity while it is under way. */
  to: number;
  answered: boolean;
  /** What it has failed with. */
  error?: unknown;
  /** Its Upload at the server, as it was when the call ended. */
  upload?: UploadSnapshot | undefined;
}

export interface Recorder {
  readonly now: () => number;
  /** Of the source. */
  readonly version: () => number;
  /** The Upload as the server has it. */
  readonly upload: (id: string) => UploadSnapshot | undefined;
  readonly onCall: (call: Call) => void;
  /** Told when a call has come to its end, before the uploader is. */
  readonly onEnd: (call: Call, error?: unknown) => void;
}

/** The operations, with a record of how they are called. */
export function recorded(
  uploads: UploadsApi,
  recorder: Recorder,
): Pick<UploadsApi, keyof UploadOperations> {
  const record = async <T extends { id: string }>(
    what: Pick<Call, "operation" | "uploadId" | "start" | "md5" | "partIds">,
    answer: (call: Call) => Promise<T>,
  ): Promise<T> => {
    const { now, version, upload, onCall, onEnd } = recorder;
    const times = { version: version(), from: now(), to: Infinity };
    const call: Call = { ...what, ...times, answered: false };
    onCall(call);
    try {
      const answered = await answer(call);
      call.answered = true;
      call.uploadId ??= answered.id;
      call.to = now();
      onEnd(call);
      return answered;
    } catch (error) {
      call.to = now();
      call.error = error;
      call.upload = upload(call.uploadId ?? "");
      onEnd(call, error);
      throw error;
    }
  };
  return {
    createUpload: (body, options) =>
      record({ operation: "createUpload", uploadId: undefined }, () =>
        uploads.createUpload(body, options),
      ),
    addUploadPart: (uploadId, body, options) =>
      record({ operation: "addUploadPart", uploadId }, (call) => {
        const { data, filename } = body.data as { data: Part; filename: string };
        const watched = { data: watch(data, call), filename };
        return uploads.addUploadPart(uploadId, { data: watched }, options);
      }),
    completeUpload: (uploadId, body, options) =>
      record({ operation: "completeUpload", uploadId, md5: body.md5, partIds: body.part_ids }, () =>
        uploads.completeUpload(uploadId, body, options),
      ),
    cancelUpload: (uploadId: string, options?: RequestOptions) =>
      record({ operation: "cancelUpload", uploadId }, () =>
        uploads.cancelUpload(uploadId, options),
      ),
  };
}

type Part = Uint8Array<ArrayBuffer> | Blob;

/** Notes where a part begins: its object may tell, or else the first bytes that are read of it. */
function watch(data: Part, call: Call): Part {
  call.start = startOf.get(ArrayBuffer.isView(data) ? data.buffer : data);
  if (call.start !== undefined || ArrayBuffer.isView(data)) return data;
  const watched = {
    size: data.size,
    slice: () => undefined,
    stream() {
      const bytes = data.stream() as unknown as AsyncIterableIterator<Uint8Array>;
      const next = async () => {
        const result = await bytes.next();
        const { buffer } = (result.value ?? {}) as Partial<Uint8Array>;
        call.start ??= buffer && startOf.get(buffer);
        return result;
      };
      return {
        next,
        return: () => bytes.return?.(),
        [Symbol.asyncIterator]: () => ({ next, return: () => bytes.return?.() }),
      };
    },
  };
  return watched as unknown as Blob;
}
