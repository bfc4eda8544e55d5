// Hand-written. Copied from generator/runtime/attempt.ts; edit it there.
import { Ending, onAbort, reasonOf, throwIfAborted, unlessAborted } from "./abort.ts";
import { invalid, type EncodedBody } from "./body.ts";
import { withoutSecrets } from "./cause.ts";
import { bufferResponse, type Buffered, type Expected } from "./buffer-response.ts";
import { ApiError, ConnectionError, TimeoutError } from "./errors.ts";
import { notify } from "./notify.ts";
import { open } from "./open.ts";
import { mergeHeaders, type HeadersOptions } from "./openapi-fetch.ts";
import type { Turn } from "./retry.ts";
import { checkHeaders, noteSecrets, secretsOf, shownUrl, type Redact } from "./secrets.ts";
import { line } from "./text.ts";
import { FinalError, sendBy, type ExchangeRequest, type Transport } from "./transport.ts";

/** What stays the same for all attempts of a call. */
export interface Call extends Omit<Expected, "attempts" | "redact"> {
  readonly apiKey: ApiKey | (() => ApiKey | Promise<ApiKey>);
  /** They override the default headers, except the content type; later ones override earlier ones. */
  readonly headers: readonly HeadersOptions[];
  readonly body?: EncodedBody | undefined;
  readonly transport: Transport;
  /** Milliseconds. */
  readonly timeout: number;
  readonly stallTimeout?: number | undefined;
  readonly onSent?: ((bytes: number) => unknown) | undefined;
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined;
}

type ApiKey = string | null | undefined;
type Attempt = Call & Turn;

/** How long to wait for the body of an error whose status is known. Milliseconds. */
const errorTimeout = 5000;

/** Sends the request and reads the response. Once it settles, no timer, listener, request or open source remains. */
export async function attempt(call: Attempt): Promise<Response> {
  const { signal: outer, delay, timeout, stallTimeout } = call;
  const ending = new Ending();
  const abort = (reason?: unknown) => ending.abort(reason);
  const timers: Timers = new Map();
  let stopReading: (() => void) | undefined;
  const limit = limiter(timers, (option, ms) => {
    if (stopReading) stopReading();
    else abort(new TimeoutError(call, ms, option));
  });
  const { bytes, sent, end } = openBody(call, limit, abort);
  const stopForwarding = outer && onAbort(outer, () => abort(reasonOf(outer)));
  const close = (reason?: unknown) => {
    stopForwarding?.();
    abort(reason);
  };
  let streamed: Promise<unknown> | undefined;
  try {
    if (delay)
      await unlessAborted(ending, () => new Promise((resolve) => limit("delay", delay, resolve)));
    limit("timeout", timeout);
    limit("stallTimeout", stallTimeout);
    const onStop = (stop: () => void) => {
      stopReading = stop;
      limit("errorTimeout", errorTimeout);
    };
    const exchanged = await unlessAborted(ending, () =>
      exchange(call, { bytes, sent }, ending, onStop),
    );
    ({ streamed } = exchanged);
    return exchanged.result;
  } finally {
    end();
    timers.forEach(clearTimeout);
    // A streamed body outlives the call, and the caller can abort it for as long as it lives.
    if (streamed) void streamed.then(close);
    else close();
  }
}

/** Opens the body of an attempt. Its progress is what has been read, or what the transport reports once it does. */
function openBody(
  { body, stallTimeout, onSent }: Call,
  limit: (option: string, ms?: number) => void,
  abort: (reason?: unknown) => void,
): Sending & { readonly end: () => void } {
  let isTransportReporting = false;
  let isOver = false;
  const bytes = open(body?.segments ?? [], abort, (taken) => {
    limit("stallTimeout", taken && stallTimeout);
    if (taken && !isTransportReporting) notify(onSent, taken, abort);
  });
  const sent = (total: number) => {
    if (isOver) return;
    isTransportReporting = true;
    limit("stallTimeout", stallTimeout);
    if (total) notify(onSent, total, abort);
  };
  const end = () => {
    isOver = true;
    void bytes.return();
  };
  return { bytes, sent, end };
}

type Sending = Pick<ExchangeRequest, "bytes" | "sent">;
type Timers = Map<string, ReturnType<typeof setTimeout>>;

/** Restarts a timer, or clears it when no milliseconds are given. */
function limiter(timers: Timers, end: (option: string, ms: number) => void) {
  return (option: string, ms?: number, ring = end): void => {
    clearTimeout(timers.get(option));
    if (ms === undefined) return;
    // NaN or a negative number times out at once, and the error shows the value.
    timers.set(option, setTimeout(ring, Math.min(ms, 2 ** 31 - 1), option, ms));
  };
}

async function exchange(
  call: Attempt,
  sending: Sending,
  ending: Ending,
  onStop: (stop: () => void) => void,
): Promise<Buffered> {
  const { method, url, apiKey, body, accept, transport } = call;
  const credential = typeof apiKey === "function" ? await apiKey() : apiKey;
  // A transport may only listen for the abort, and miss one that has already happened.
  throwIfAborted(ending);
  checkHeaders(call.headers);
  const headers = mergeHeaders(
    { accept: accept || null, authorization: authorization(credential) },
    ...call.headers,
    { "content-type": body?.contentType },
  );
  const redact = secretsOf({ apiKey: credential, headers, url });
  try {
    const reply = await sendBy(transport, { method, url, headers, body, ...sending }, ending);
    const buffered = await bufferResponse(reply, { ...call, redact }, { ending, onStop });
    noteSecrets(buffered.result, redact);
    return buffered;
  } catch (error) {
    if (error instanceof FinalError) throw mistake(call, error, redact);
    throw error instanceof ApiError ? error : new ConnectionError(call, error, redact);
  }
}

/** An error that the caller has to fix: another attempt would fail too. */
function mistake({ method, url }: Call, { message, cause }: Error, redact: Redact): TypeError {
  const problem = `${method} ${shownUrl(url, redact)}: ${line(redact(message))}`;
  return new TypeError(problem, { cause: withoutSecrets(cause, redact) });
}

/** The Authorization header, or null for none. Throws a TypeError, without showing the key, for one that can't be sent. */
export function authorization(apiKey: ApiKey): string | null {
  if (apiKey === null) return null;
  const key = apiKey?.trim() ?? "";
  if (!key) throw new TypeError("apiKey must be set: pass a key, or null to send none");
  // Checked here because the error thrown by Headers would show it.
  const mistakes: [RegExp, string][] = [
    [/[\r\n]/, "a line break in it"],
    [/^Bearer /i, "Bearer before it"],
    [/^["']/, "quotes around it"],
    [/[^ -~]/, "more than ASCII"],
  ];
  const [, mistake] = mistakes.find(([pattern]) => pattern.test(key)) ?? [];
  if (mistake) throw invalid("apiKey", mistake, "the key alone");
  return `Bearer ${key}`;
}
