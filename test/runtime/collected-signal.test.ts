import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createClient, uploadFile, UploadsApi } from "../../generated/src/node.ts";
import { rejection, serve } from "./support.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const timesOut = () => AbortSignal.any([AbortSignal.timeout(500)]);

/** Node 20 collects a timeout that only `AbortSignal.any` refers to: findings/abort-signal-any-collected.sh */
test.each<[string, (uploads: UploadsApi) => Promise<unknown>]>([
  ["a call", (uploads) => uploads.cancelUpload("upload_1", { signal: timesOut() })],
  [
    "an upload",
    (uploads) =>
      uploadFile(uploads, new Blob(["hello"]), {
        purpose: "fine-tune",
        filename: "a.txt",
        signal: timesOut(),
      }),
  ],
])("a timeout in AbortSignal.any ends %s, garbage collection or not", async (_, call) => {
  const baseUrl = await serve((request) => void request.resume());
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl }));
  const ended = rejection(call(uploads));
  for (let times = 0; times < 3; times++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    collect();
  }
  expect(await ended).toMatchObject({ name: "TimeoutError" });
});
