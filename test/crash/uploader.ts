/** Uploads one file, going on from its checkpoint. Whoever started it may kill it at any moment. */
import {
  createClient,
  fileCheckpoints,
  openFile,
  uploadFile,
  UploadError,
  UploadsApi,
} from "../../generated/src/node.ts";

/** What the uploader is started with, as JSON in its first argument. */
export interface Order {
  readonly baseUrl: string;
  readonly path: string;
  /** The folder of the checkpoints. */
  readonly checkpoints: string;
  /** Bytes. */
  readonly partSize: number;
  readonly concurrency: number;
}

const { baseUrl, path, checkpoints, ...options } = JSON.parse(process.argv[2] ?? "") as Order;
const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl }));
await using source = await openFile(path);
process.send?.("begins");
const end = await uploadFile(uploads, source, {
  ...options,
  purpose: "assistants",
  checkpoint: fileCheckpoints(checkpoints),
  onRestart: (reason) => {
    throw new Error(`started from the beginning: ${reason}`);
  },
}).then(
  () => "done",
  (error: unknown) => {
    if (!(error instanceof UploadError)) throw error;
    const { failure, message } = error;
    return { failure, message };
  },
);
process.send?.(end, undefined, undefined, () => {
  process.disconnect();
});
