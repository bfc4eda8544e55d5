/** One file's upload: it begins or goes on, and can be cancelled. */
import {
  createClient,
  uploadFile,
  UploadsApi,
  xhrTransport,
  type PartProgress,
  type Transport,
  type UploadProgress,
} from "../../../generated/src/index.ts";
import { checkpoint, forget, unfinished } from "./store.ts";

const MiB = 2 ** 20;
const send = xhrTransport();

interface Sending {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: UploadProgress) => void;
  /** A part that has failed is sent again. */
  readonly onResend: (index: number) => void;
}

/** Goes on where an earlier call with the same file has stopped. Resolves with the File. */
export async function upload(file: File, { signal, onProgress, onResend }: Sending) {
  let parts: readonly PartProgress[] = [];
  const watched: Transport = (request) => {
    let hasBegun = false;
    const sent = (bytes: number) => {
      const before = [...parts];
      request.sent(bytes);
      const index = parts.findIndex((part, at) => part !== before[at]);
      // An earlier attempt had come further than none.
      if (!hasBegun && before[index]?.bytesSent) onResend(index);
      hasBegun ||= bytes > 0;
    };
    return send({ ...request, sent });
  };
  const completed = await uploadFile(clientOver(watched), file, {
    purpose: "user_data",
    // A map of some sixty parts, for a file of any size.
    partSize: Math.min(64, Math.max(1, Math.ceil(file.size / MiB / 64))) * MiB,
    checkpoint,
    signal,
    onProgress(progress) {
      parts = progress.parts;
      onProgress(progress);
    },
  });
  return completed.file;
}

/** Cancels what was sent of the last upload, and forgets it. */
export async function cancel(): Promise<void> {
  const last = await unfinished();
  await forget();
  if (last) await clientOver(send).cancelUpload(last.uploadId);
}

function clientOver(transport: Transport): UploadsApi {
  const baseUrl = new URL("/api/openai", location.href).href;
  return new UploadsApi(createClient({ apiKey: null, baseUrl, transport }));
}
