// Hand-written. Copied from generator/runtime/response.ts; edit it there.
import type { ByteSource } from "./body.ts";
import { open } from "./open.ts";

/**
 * The body of a Response as a stream of this runtime's, which can be piped: undici's own package and polyfills have
 * streams of theirs, node-fetch has Node's. Undefined for a Response that has no streams, such as whatwg-fetch's.
 */
export function toOwnStream(body: ByteSource | null | undefined): OwnBody | undefined {
  if (body == null || body instanceof ReadableStream) return body;
  const bytes = open([{ field: "the response", stream: () => body }]);
  return new ReadableStream({
    async pull(controller) {
      const { value } = await bytes.next();
      if (value) controller.enqueue(value);
      else controller.close();
    },
    cancel: () => void bytes.return(),
  });
}

/** The same Response, of this runtime's class, with this body. */
export function toOwnResponse({ status, statusText, headers }: Response, body: OwnBody): Response {
  // As pairs: happy-dom's Headers take nothing from others.
  const pairs: [string, string][] = [];
  headers.forEach((value, name) => pairs.push([name, value]));
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : body, { status, statusText, headers: pairs });
}

type OwnBody = ReadableStream<Uint8Array> | null;
