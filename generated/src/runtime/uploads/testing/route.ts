// Hand-written. Copied from generator/runtime/uploads/testing/route.ts; edit it there.
import { Refusal } from "./errors.ts";

/** What a request asks for, by its operationId. */
export type Operation = "createUpload" | UploadOperation;
type UploadOperation = "addUploadPart" | "completeUpload" | "cancelUpload";

/** Which operation a request asks for. */
export type Route =
  | { readonly operation: "createUpload"; readonly uploadId: undefined }
  | { readonly operation: UploadOperation; readonly uploadId: string };

/** By the last segment of the path. */
const uploadOperations = new Map<string | undefined, UploadOperation>([
  ["parts", "addUploadPart"],
  ["complete", "completeUpload"],
  ["cancel", "cancelUpload"],
]);

/**
 * Finds the operation by path and method.
 *
 * @throws Refusal: 404 for an unknown path, 405 for a method other than POST.
 */
export function findRoute(method: string, path: string, basePath: string): Route {
  const route = path.startsWith(basePath) ? matchPath(path.slice(basePath.length)) : undefined;
  if (route === undefined) {
    const message = `There is nothing at ${path}: the operations are below ${basePath}/uploads.`;
    throw new Refusal(404, message, { code: "not_found" });
  }
  if (method === "POST") return route;
  const message = `${method} is not allowed at ${path}: use POST.`;
  throw new Refusal(405, message, { code: "method_not_allowed" });
}

/**
 * Checks the bearer key.
 *
 * @param apiKey the only key accepted; undefined accepts any.
 * @throws Refusal (401), which never holds a key.
 */
export function checkKey(authorization: string | null, apiKey: string | undefined): void {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (key !== undefined && (apiKey === undefined || key === apiKey)) return;
  const problem = key === undefined ? "The request has no API key" : "The API key is wrong";
  const message = `${problem}: send "Authorization: Bearer" and the key.`;
  throw new Refusal(401, message, { code: "invalid_api_key" });
}

function matchPath(path: string): Route | undefined {
  if (path === "/uploads") return { operation: "createUpload", uploadId: undefined };
  const [, uploadId, name] = /^\/uploads\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const operation = uploadOperations.get(name);
  return operation && uploadId !== undefined ? { operation, uploadId } : undefined;
}
