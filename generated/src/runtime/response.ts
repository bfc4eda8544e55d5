// Hand-written. Copied from generator/runtime/response.ts; edit it there.
import { onAbort, reasonOf } from "./abort.ts";
import type { ByteSource } from "./body.ts";
import { open } from "./open.ts";
import { streamClass } from "./platform.ts";

/** A response whose body ends when a signal aborts. */
export interface OwnResponse {
  readonly response: Response;
  /** Resolves when its body was read or cancelled, or has failed. */
  readonly ended: Promise<unknown>;
}

/**
 * Converts any Response to this runtime's class: test environments, polyfills and the undici package have their own, and
 * node-fetch's body is a Node stream. The signal ends the body, whatever the transport does.
 */
export function toOwnResponse(given: Response, signal: AbortSignal): OwnResponse {
  const { status, statusText, headers, body } = given as Given;
  // whatwg-fetch, which has no streams, has read the whole body already.
  if (body === undefined) return { response: given, ended: Promise.resolve() };
  const [content, ended] = body ? readUntil(signal, body) : [null, Promise.resolve()];
  // As pairs: happy-dom's Headers take nothing from another class of Headers.
  const pairs: [string, string][] = [];
  headers.forEach((value, name) => pairs.push([name, value]));
  const init = { status, statusText, headers: pairs };
  return { response: createResponse(content, init), ended };
}

/** Whether a Response of this status must not be given a body. */
export function hasNoBody(status: number): boolean {
  return [101, 204, 205, 304].includes(status);
}

/** A Response with any status and reason: servers send some that the class rejects. */
export function createResponse(
  body: BodyInit | null,
  { status = 200, statusText = "", headers }: ResponseInit,
): Response {
  const isKnown = status >= 200 && status < 600;
  const response = new Response(hasNoBody(status) ? null : body, {
    status: isKnown ? status : 500,
    statusText: statusText.replace(/[^ -~\x80-\xff]/g, " "),
    ...(headers && { headers }),
  });
  return isKnown ? response : Object.defineProperty(response, "status", { value: status });
}

/** A response's headers without those that describe the body as it was transferred. */
export function ownHeaders({ headers }: Pick<Response, "headers">): Headers {
  const copy = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) copy.delete(name);
  return copy;
}

export function isJsonType(type: string): boolean {
  return /[/+]json *(;|$)/i.test(type);
}

type Given = Omit<Response, "body"> & { readonly body?: ByteSource | null };

function readUntil(
  signal: AbortSignal,
  body: ByteSource,
): [ReadableStream<Uint8Array<ArrayBuffer>>, Promise<void>] {
  const reader = readerOf(body);
  let stop: (() => void) | undefined;
  let end: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const finish = () => {
    stop?.();
    end();
  };
  const giveUp = (reason: unknown) => {
    finish();
    // A failure to cancel doesn't matter any more.
    reader.cancel(reason).catch(() => undefined);
  };
  const Stream = streamClass() ?? ReadableStream;
  const stream = new Stream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      stop = onAbort(signal, () => {
        controller.error(reasonOf(signal));
        giveUp(reasonOf(signal));
      });
    },
    async pull(controller) {
      try {
        const { value } = await reader.next();
        if (value && !signal.aborted) controller.enqueue(value as Uint8Array<ArrayBuffer>);
        if (value) return;
        controller.close();
        finish();
      } catch (error) {
        finish();
        throw error;
      }
    },
    cancel: giveUp,
  });
  return [stream, ended];
}

interface Reader {
  next(): Promise<{ readonly value?: Uint8Array | undefined }>;
  cancel(reason: unknown): Promise<unknown>;
}

function readerOf(body: ByteSource): Reader {
  if (!("getReader" in body)) {
    const bytes = open([{ field: "response", stream: () => body }]);
    return { next: () => bytes.next(), cancel: () => bytes.return() };
  }
  const reader = body.getReader();
  return { next: () => reader.read(), cancel: (reason) => reader.cancel(reason) };
}
