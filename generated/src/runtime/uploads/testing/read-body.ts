// Hand-written. Copied from generator/runtime/uploads/testing/read-body.ts; edit it there.
import { Refusal } from "./errors.ts";

/** A piece of a request's body, as its stream gave it. */
export type Chunk = Uint8Array<ArrayBuffer>;

/**
 * The chunks of a request's body, not copied. Ends with an error when the body is longer or shorter than
 * its Content-Length, and with the signal's reason when the request is aborted, as `fetch` would. Leaving
 * the loop early cancels the body, so that the sender's stream is told.
 */
export async function* readBody(request: Request): AsyncGenerator<Chunk, void, undefined> {
  const declared = declaredLength(request);
  let received = 0;
  for await (const chunk of readStream(request)) {
    received += chunk.length;
    if (declared !== undefined && received > declared) break;
    yield chunk;
  }
  if (declared !== undefined && received !== declared) {
    const found = received > declared ? "is longer" : `ends after ${received} bytes`;
    const message = `Content-Length says ${declared} bytes, but the body ${found}: send its exact length.`;
    throw new Refusal(400, message, { code: "invalid_body" });
  }
}

/** The request's Content-Length in bytes, if it has one. */
export function declaredLength(request: Request): number | undefined {
  const value = request.headers.get("content-length");
  if (value === null) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  const message = `Content-Length is ${JSON.stringify(value)}: send a number of bytes.`;
  throw new Refusal(400, message, { code: "invalid_body" });
}

async function* readStream({ body, signal }: Request): AsyncGenerator<Chunk, void, undefined> {
  if (body === null) return;
  const reader = body.getReader();
  const cancel = () => {
    // The outcome is known already: a source that fails while it is cancelled changes nothing.
    reader.cancel(signal.reason).catch(() => undefined);
  };
  signal.addEventListener("abort", cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      if (!((value as unknown) instanceof Uint8Array)) {
        throw new TypeError(
          `The body's stream gave a ${typeof value}: a body is made of Uint8Array chunks.`,
        );
      }
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    cancel();
  }
}
