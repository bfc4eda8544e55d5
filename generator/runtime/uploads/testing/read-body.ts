import { isUint8Array } from "node:util/types";
import { throwIfAborted } from "../../abort.ts";
import { invalid, kindOf, type ByteSource } from "../../body.ts";
import { Refusal } from "./errors.ts";
import { giveUp, type Incoming } from "./incoming.ts";

/** A piece of a request's body, as its stream gave it. */
export type Chunk = Uint8Array<ArrayBuffer>;

/**
 * The chunks of a request's body, not copied. Ends with an error when the body is longer or shorter than
 * its Content-Length, and with the signal's reason when the request is aborted, as `fetch` would. Leaving
 * the loop early cancels the body, so that the sender's stream ends.
 */
export async function* readBody(request: Incoming): AsyncGenerator<Chunk, void, undefined> {
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
export function declaredLength(request: Incoming): number | undefined {
  const value = request.headers.get("content-length");
  if (value === null) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  const message = `Content-Length is ${JSON.stringify(value)}: send a number of bytes.`;
  throw new Refusal(400, message, { code: "invalid_body" });
}

async function* readStream({ body, signal }: Incoming): AsyncGenerator<Chunk, void, undefined> {
  if (body === null) return;
  const reader = readerOf(body);
  const cancel = () => reader.cancel(signal.reason);
  signal.addEventListener("abort", cancel);
  try {
    for (;;) {
      const { done, value } = await reader.next();
      throwIfAborted(signal);
      if (done) return;
      // Not instanceof: test environments have a Uint8Array of their own.
      if (!isUint8Array(value)) {
        throw invalid("chunks of body", kindOf(value), "Uint8Arrays");
      }
      yield value as Chunk;
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    cancel();
  }
}

interface Reader {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  cancel(reason: unknown): void;
}

function readerOf(body: ByteSource): Reader {
  if (!("getReader" in body)) {
    const iterator = body[Symbol.asyncIterator]();
    return { next: () => iterator.next(), cancel: () => giveUp(body) };
  }
  const reader = body.getReader();
  return {
    next: () => reader.read(),
    // The outcome is known already: a source that fails while it is cancelled changes nothing.
    cancel: (reason) => void reader.cancel(reason).catch(() => undefined),
  };
}
