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
  const isEmpty = [204, 205, 304].includes(status);
  const init = { status, statusText, headers: pairs };
  return { response: new Response(isEmpty ? null : content, init), ended };
}

type Given = Omit<Response, "body"> & { readonly body?: ByteSource | null };

function readUntil(
  signal: AbortSignal,
  body: ByteSource,
): [ReadableStream<Uint8Array>, Promise<void>] {
  const bytes = open([{ field: "response", stream: () => body }]);
  let stop: (() => void) | undefined;
  let end: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const finish = () => {
    stop?.();
    void bytes.return();
    end();
  };
  const Stream = streamClass() ?? ReadableStream;
  const stream = new Stream<Uint8Array>({
    start(controller) {
      stop = onAbort(signal, () => {
        controller.error(reasonOf(signal));
        finish();
      });
    },
    async pull(controller) {
      const { value } = await bytes.next();
      if (signal.aborted) return;
      if (value) controller.enqueue(value);
      else {
        controller.close();
        finish();
      }
    },
    cancel: finish,
  });
  return [stream, ended];
}
