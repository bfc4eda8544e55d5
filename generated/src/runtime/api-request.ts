// Hand-written. Copied from generator/runtime/api-request.ts; edit it there.
import type { EncodedBody } from "./body.ts";
import type { RequestOptions } from "./request-options.ts";

/** What openapi-fetch knows of a call: what is sent, and the caller's options. */
export interface ApiRequestInit extends Omit<RequestOptions, "headers"> {
  readonly method: string;
  readonly headers: Headers;
  readonly body?: EncodedBody | undefined;
  /** The media types of a success, separated by commas; "" if it has no content. @default whatever comes */
  readonly accept?: string | undefined;
}

/**
 * Stands in for the web's Request in openapi-fetch, and is what middleware sees: `method`, `url` and `headers` are as
 * there. Its body is made anew for each attempt, so it can't be cloned.
 */
export class ApiRequest {
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body?: EncodedBody | undefined;
  declare readonly accept?: string | undefined;
  declare readonly signal?: AbortSignal | undefined;
  declare readonly timeout?: number | undefined;
  declare readonly maxRetries?: number | undefined;
  declare readonly maxRetryDelay?: number | undefined;
  declare readonly isFinal?: RequestOptions["isFinal"];
  declare readonly stallTimeout?: number | undefined;
  declare readonly onSent?: RequestOptions["onSent"];
  declare readonly onResponse?: RequestOptions["onResponse"];
  readonly url: string;

  /** Throws a TypeError for a parameter of the path that was not given. */
  constructor(url: string, init: ApiRequestInit) {
    const [, missing] = /{([^{}?]*)}/.exec(url.replace(/\?.*/s, "")) ?? [];
    if (missing !== undefined) throw new TypeError(`params.path.${missing} must be set`);
    Object.assign(this, init);
    // Documents tell operations of one path apart by a fragment (box: `/files/{file_id}#get_shared_link`), which would
    // cut off the query.
    this.url = url.replace(/#[^?]*/, "");
  }

  /** Called by `new Request(request)`, which would send a GET without a body. */
  toString(): never {
    return this.clone();
  }

  clone(): never {
    throw new TypeError(
      "a request can't be copied: change its headers in place and return nothing",
    );
  }
}
