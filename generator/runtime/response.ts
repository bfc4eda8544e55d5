import { onAbort, reasonOf, type Ending } from "./abort.ts";
import type { ByteSource } from "./body.ts";
import { open } from "./open.ts";
import { streamClass } from "./platform.ts";

/** What is read of a response. Any class of Response has it, and so does what `httpTransport` gives instead of one. */
export interface Reply extends Pick<Response, "status" | "statusText" | "headers"> {
  /** Undefined in whatwg-fetch, which doesn't support streams. */
  readonly body?: ByteSource | null;
  text?(): Promise<string>;
}

/** A response whose body ends with an `Ending`. */
export interface OwnResponse {
  readonly response: Response;
  /** Resolves when its body was read or has failed, or with the reason when it was cancelled. */
  readonly ended: Promise<unknown>;
}

/**
 * Converts any response to this runtime's class of Response: test environments, polyfills and the undici package have
 * their own, and node-fetch's body is a Node stream. The ending cancels the body, whatever the transport does.
 */
export function toOwnResponse(reply: Reply, ending: Ending): OwnResponse {
  const { status, statusText, headers, body } = reply;
  // whatwg-fetch, which has no streams, has read the whole body already.
  if (body === undefined) return { response: reply as Response, ended: Promise.resolve() };
  const [content, ended] = body ? streamOf(body, ending) : [null, Promise.resolve()];
  const init = { status, statusText, headers: copyOf(headers) };
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
  const copy = copyOf(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) copy.delete(name);
  return copy;
}

function copyOf(headers: Headers): Headers {
  // As pairs: happy-dom's Headers take nothing from another class of Headers.
  const pairs: [string, string][] = [];
  headers.forEach((value, name) => pairs.push([name, value]));
  return new Headers(pairs);
}

export function isJsonType(type: string): boolean {
  return /[/+]json *(;|$)/i.test(type);
}

function streamOf(
  body: ByteSource,
  ending: Ending,
): [ReadableStream<Uint8Array<ArrayBuffer>>, Promise<unknown>] {
  const reader = readerOf(body, ending);
  let end: (reason?: unknown) => void;
  const ended = new Promise((resolve) => (end = resolve));
  const Stream = streamClass() ?? ReadableStream;
  const stream = new Stream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      onAbort(ending, () => {
        controller.error(reasonOf(ending));
        end();
      });
    },
    async pull(controller) {
      try {
        const { value } = await reader.next();
        if (value && !ending.aborted) controller.enqueue(value as Uint8Array<ArrayBuffer>);
        if (value) return;
        controller.close();
        end();
      } catch (error) {
        end();
        throw error;
      }
    },
    cancel: (reason) => end(reason),
  });
  return [stream, ended];
}

interface Reader {
  next(): Promise<{ readonly value?: Uint8Array | undefined }>;
}

/** Opens a body. The ending cancels it, whatever the transport does. */
export function readerOf(body: ByteSource, ending: Ending): Reader {
  if (!("getReader" in body)) {
    const bytes = open([{ field: "response", stream: () => body }]);
    onAbort(ending, () => void bytes.return());
    return bytes;
  }
  const reader = body.getReader();
  onAbort(ending, () => {
    // A failure to cancel doesn't matter any more.
    reader.cancel(ending.reason).catch(() => undefined);
  });
  return { next: () => reader.read() };
}
