/** Uploads one file, going on from its checkpoint. Whoever started it may kill it at any moment. */
import {
  createClient,
  fileCheckpoints,
  type CheckpointStore,
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
  /** That the store keeps completed Uploads; and where it kills its own process: before it has kept one, or after that. */
  readonly notes?: "yes" | "dies before" | "dies after";
}

const { baseUrl, path, checkpoints, notes, ...options } = JSON.parse(
  process.argv[2] ?? "",
) as Order;
const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl }));
await using source = await openFile(path);
process.send?.("begins");
const store = fileCheckpoints(checkpoints);
const die = () => process.kill(process.pid, "SIGKILL");
const complete: CheckpointStore["complete"] = (key, value) =>
  notes === "dies before" ? die() : store.set(key, value);
const end = await uploadFile(uploads, source, {
  ...options,
  purpose: "assistants",
  checkpoint: notes === undefined ? store : { ...store, complete },
  onRestart: (reason) => {
    throw new Error(`started from the beginning: ${reason}`);
  },
}).then(
  ({ file }) => (notes === "dies after" ? die() : { fileId: file.id }),
  (error: unknown) => {
    if (!(error instanceof UploadError)) throw error;
    const { failure, message } = error;
    return { failure, message };
  },
);
process.send?.(end, undefined, undefined, () => {
  process.disconnect();
});
