/** What is made of the words in which servers refuse the creation of an Upload, and its parts. */
import { expect, test, vi } from "vitest";
import {
  apiError,
  breakOff,
  filename,
  refuse,
  responseOf,
  uploader,
  type Refusal,
} from "./refusing.ts";

test.each<[Refusal]>([
  [apiError(400, "Upload has expired")],
  [apiError(400, "The upload was cancelled")],
  [apiError(404, "Upload is already completed")],
  [apiError(410, "no", { code: "upload_expired" })],
  [apiError(401, "The token has expired")],
  [apiError(400, "md5 mismatch")],
])("the creation has no state: %j", async (refusal) => {
  const outcome = await uploader(refuse(/uploads$/, refusal))();
  expect(outcome).toMatchObject({ end: "failed", checkpoint: "none", restarts: [], created: 0 });
  expect(outcome.message).toMatch(/^creating the Upload: POST /);
});

test.each<[Refusal, string, "kept" | "none", number]>([
  // Who asks, or how often.
  [apiError(401, "Access token has expired."), "failed", "kept", 0],
  [apiError(401, "Upload has expired."), "failed", "kept", 0],
  [apiError(403, "Upload was already completed"), "failed", "kept", 0],
  [apiError(403, "The quota of completed uploads is used up"), "failed", "kept", 0],
  [apiError(407, "Proxy credentials expired; the upload was cancelled."), "failed", "kept", 0],
  [apiError(429, "Upload was cancelled: too many requests"), "failed", "kept", 0],
  // What was asked.
  [apiError(400, `Invalid filename: "${filename}"`), "failed", "kept", 0],
  [apiError(400, `Could not upload ${filename}`), "failed", "kept", 0],
  [apiError(400, "md5 mismatch"), "failed", "kept", 0],
  [apiError(413, "Upload was cancelled"), "failed", "kept", 0],
  // Something else of the Upload's.
  [apiError(400, "The key used for this upload has expired."), "failed", "kept", 0],
  [apiError(400, "The signature of the upload is expired"), "failed", "kept", 0],
  [apiError(400, "Token issued for upload has expired"), "failed", "kept", 0],
  [apiError(400, "A part of your upload was cancelled"), "failed", "kept", 0],
  [apiError(409, "Upload is already completed"), "failed", "kept", 0],
  [apiError(404, "no", { code: "upload_not_found" }), "failed", "kept", 0],
  // The Upload.
  [apiError(400, "Upload upload_000001 is cancelled, not pending"), "cancelled", "none", 0],
  [apiError(409, "no", { code: "upload_cancelled" }), "cancelled", "none", 0],
  [apiError(410, "This upload has expired."), "expired", "none", 1],
  [apiError(400, "The status of the upload is expired"), "expired", "none", 1],
  [apiError(404, "no", { code: "upload_expired" }), "expired", "none", 1],
])("the second part: %j → %s, %s", async (refusal, end, checkpoint, restarts) => {
  let parts = 0;
  const outcome = await uploader(async (request, serve) =>
    request.url.endsWith("/parts") && ++parts % 2 === 0 ? responseOf(refusal) : serve(),
  )();
  expect({ ...outcome, restarts: outcome.restarts.length }).toMatchObject({
    end,
    checkpoint,
    restarts,
    created: 1 + restarts,
  });
});

test.each<[Refusal]>([
  [apiError(400, "no")],
  [apiError(404, "no", { code: "upload_not_found" })],
  [apiError(409, "Upload is already completed")],
  [apiError(410, "gone")],
  [apiError(422, "no")],
])("a part of a resumed Upload: %j → started over", async (refusal) => {
  let isResumed = false;
  const upload = uploader(async (request, serve) => {
    const isRefused = isResumed && request.url.endsWith("upload_000001/parts");
    return isRefused ? responseOf(refusal) : serve();
  }, breakOff);
  await upload();
  isResumed = true;
  const outcome = await upload();
  expect(outcome).toMatchObject({ end: "completed", created: 1 });
  expect(outcome.restarts).toEqual([expect.stringContaining(String(refusal[0]))]);
});

test.each<[string, Refusal, string]>([
  ["parts", apiError(409, "Upload is already completed"), "failed"],
  ["parts", apiError(409, "Upload upload_000001 was cancelled"), "cancelled"],
  ["complete", apiError(409, "Upload is already completed"), "already-completed"],
  ["complete", apiError(409, "no", { code: "upload_already_completed" }), "already-completed"],
  [
    "complete",
    apiError(409, "Upload is cancelled", { code: "upload_already_terminal" }),
    "cancelled",
  ],
])("%s: %j is asked for once", async (operation, refusal, end) => {
  const asked = vi.fn();
  const upload = uploader(async (request, serve) => {
    if (!request.url.endsWith(operation)) return serve();
    asked();
    return responseOf(refusal);
  });
  expect(await upload({ maxRetries: 10 })).toMatchObject({ end });
  expect(asked).toHaveBeenCalledTimes(1);
});
