import { onAbort, reasonOf } from "./abort.ts";
import type { ByteSource } from "./body.ts";
import { open } from "./open.ts";
import { streamClass } from "./platform.ts";

/** A response whose body ends with a signal. */
export interface OwnResponse {
  readonly response: Response;
  /** Resolves when its body has been read, given up or has failed. */
  readonly ended: Promise<unknown>;
}

/**
 * Makes a Response of this runtime's class of another: test environments, polyfills and undici's package have classes
 * of their own, and the body is a Node stream in node-fetch's. The signal ends the body, whatever the transport does.
 */
export function toOwnResponse(given: Response, signal: AbortSignal): OwnResponse {
  const { status, statusText, headers, body } = given as Given;
  // As in whatwg-fetch's, which knows no streams: it has been read as a whole already.
  if (body === undefined) return { response: given, ended: Promise.resolve() };
  const [content, ended] = body ? readUntil(signal, body) : [null, Promise.resolve()];
  // A record or pairs: happy-dom's Headers take nothing from others.
  const pairs: [string, string][] = [];
  headers.forEach((value, name) => pairs.push([name, value]));
  const response = responseOf(content, { status, statusText, headers: pairs });
  return { response, ended };
}

/** Whether a Response of this status must not be given a body. */
export function hasNoBody(status: number): boolean {
  return [101, 204, 205, 304].includes(status);
}

/** A Response of any status that a server may send. The class takes 200 to 599 only, and texts that HTTP allows. */
export function responseOf(content: BodyInit | null, init: Init): Response {
  const { status, statusText, headers } = init;
  const isUsual = status >= 200 && status <= 599;
  const text = /^[\t -~\u0080-\u00ff]*$/.test(statusText) ? statusText : "";
  const given = { status: isUsual ? status : 500, statusText: text, headers };
  const response = new Response(hasNoBody(status) ? null : content, given);
  return isUsual ? response : Object.defineProperty(response, "status", { value: status });
}

type Init = Required<ResponseInit>;

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
    // What fails to end has nothing to add.
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
