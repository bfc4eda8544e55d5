// Hand-written. Copied from generator/runtime/api-request.ts; edit it there.
import type { EncodedBody } from "./body.ts";
import type { RequestOptions } from "./request-options.ts";

/** What openapi-fetch knows about a call: what to send, and the caller's options. */
export interface ApiRequestInit extends Omit<RequestOptions, "headers"> {
  readonly method: string;
  readonly headers: Headers;
  readonly body?: EncodedBody | undefined;
  /** The media types of a successful response, separated by commas; "" for no content. @default any */
  readonly accept?: string | undefined;
  /** Whether a success of this status has no content, where others have. @default only 204 and 205 */
  readonly isEmpty?: ((status: number) => boolean) | undefined;
  /** Whether a success is a sequence of items. @default false */
  readonly isStreamed?: boolean | undefined;
}

/**
 * Stands in for the web's Request in openapi-fetch, and is what middleware sees: `method`, `url` and `headers` work as
 * they do there. It can't be cloned, because its body is opened anew for each attempt.
 */
export class ApiRequest {
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body?: EncodedBody | undefined;
  declare readonly accept?: string | undefined;
  declare readonly isEmpty?: ApiRequestInit["isEmpty"];
  declare readonly isStreamed?: boolean | undefined;
  declare readonly signal?: AbortSignal | undefined;
  declare readonly timeout?: number | undefined;
  declare readonly maxRetries?: number | undefined;
  declare readonly maxRetryDelay?: number | undefined;
  declare readonly isFinal?: RequestOptions["isFinal"];
  declare readonly stallTimeout?: number | undefined;
  declare readonly onSent?: RequestOptions["onSent"];
  declare readonly onResponse?: RequestOptions["onResponse"];
  readonly url: string;

  /** Throws a TypeError for a path parameter that is missing. */
  constructor(url: string, init: ApiRequestInit) {
    const [, missing] = /{([^{}?]*)}/.exec(url.replace(/\?.*/s, "")) ?? [];
    if (missing !== undefined) throw new TypeError(`params.path.${missing} must be set`);
    Object.assign(this, init);
    // Some documents use a fragment to tell operations on the same path apart (box:
    // `/files/{file_id}#get_shared_link`). Left in, it would swallow the query.
    // Others have a query in their path, to which openapi-fetch adds a second one.
    this.url = url.replace(/#[^?]*/, "").replace(/(\?.*)\?/s, "$1&");
  }

  /** Called by `new Request(request)`, which would otherwise send a GET without a body. */
  toString(): never {
    return this.clone();
  }

  clone(): never {
    throw new TypeError(
      "a request can't be copied: change its headers in place and return nothing",
    );
  }
}
