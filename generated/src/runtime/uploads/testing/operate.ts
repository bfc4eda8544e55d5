// Hand-written. Copied from generator/runtime/uploads/testing/operate.ts; edit it there.
import type { Incoming } from "./incoming.ts";
import { declaredLength } from "./read-body.ts";
import { readJson, readNothing } from "./read-json.ts";
import { readPart } from "./read-part.ts";
import type { FileResource, PartResource, UploadResource } from "./resources.ts";
import { checkKey, type Route } from "./route.ts";
import type { RequestRecord } from "./snapshots.ts";
import type { UploadsStore } from "./uploads-store.ts";
import { validateCompleteUpload, validateCreateUpload } from "./validate.ts";

/** What operations need from the server. */
export interface OperationContext {
  readonly store: UploadsStore;
  readonly apiKey: string | undefined;
  readonly maxPartBytes: number;
}

const doing = {
  addUploadPart: "take parts",
  completeUpload: "be completed",
  cancelUpload: "be cancelled",
} as const;

/** A request, and the record of it. */
export interface OperationCall {
  readonly request: Incoming;
  readonly record: { part?: RequestRecord["part"] };
}

/**
 * Carries out the operation that a request asks for.
 *
 * @throws Refusal, the signal's reason, or the error of the body's stream.
 */
export async function operate(
  { store, apiKey, maxPartBytes }: OperationContext,
  { request, record }: OperationCall,
  route: Route,
): Promise<UploadResource | PartResource | FileResource> {
  checkKey(request.headers.get("authorization"), apiKey);
  if (route.operation === "createUpload") {
    return store.create(validateCreateUpload(await readJson(request)));
  }
  const { operation, uploadId } = route;
  // The operation checks this again: while the body arrives, another request can change the Upload.
  store.pending(uploadId, doing[operation]);
  switch (operation) {
    case "addUploadPart": {
      const part = await readPart(request, { maxBytes: maxPartBytes, writer: store.openPart() });
      const { size, filename } = part;
      record.part = { size, filename, contentLength: declaredLength(request) };
      return store.addPart(uploadId, part);
    }
    case "completeUpload": {
      const body = validateCompleteUpload(await readJson(request));
      return store.complete(uploadId, body, request.signal);
    }
    case "cancelUpload":
      await readNothing(request);
      return store.cancel(uploadId);
  }
}
