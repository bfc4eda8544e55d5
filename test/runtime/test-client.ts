import type { Encoder } from "../../generator/runtime/body.ts";
import {
  connect,
  init,
  type ClientOf,
  type ClientOptions,
  type RequestOptions,
} from "../../generator/runtime/client.ts";
import { unwrap, unwrapByType } from "../../generator/runtime/unwrap.ts";

/** What an emitted method knows of its operation, and has been given. */
export interface TestRequest {
  readonly path?: object | undefined;
  readonly query?: string | undefined;
  readonly header?: object | undefined;
  readonly body?: unknown;
  /** @default JSON */
  readonly encode?: Encoder | undefined;
  /** @default "application/json" */
  readonly accept?: string | undefined;
}

/** Does what emitted methods do, for operations that no document has. */
export class Client {
  readonly fetch: ClientOf<Record<string, Record<string, object>>>;

  constructor(options: ClientOptions & { baseUrl: string }) {
    this.fetch = connect(options);
  }

  async request<T = unknown>(
    method: string,
    url: string,
    { path, query, header, body, encode, accept }: TestRequest,
    options?: RequestOptions,
  ): Promise<T> {
    const call = this.fetch.request(
      method as "get",
      url as never,
      {
        params: { path: path ?? {}, header },
        ...(query !== undefined && { querySerializer: () => query }),
        body,
        ...(encode && { bodySerializer: encode }),
        parseAs: parsingOf(accept),
        ...init(options, accept === undefined ? {} : { accept }),
      } as never,
    ) as Promise<{ response: Response; data?: never }>;
    return /[,*]/.test(accept ?? "") ? unwrapByType<T>(call) : unwrap<T>(call);
  }
}

function parsingOf(accept = "application/json"): "json" | "stream" | "text" | "blob" {
  if (/[,*]|event-stream/.test(accept)) return "stream";
  if (accept === "" || /[/+]json *(;|$)/i.test(accept)) return "json";
  return accept.startsWith("text/") ? "text" : "blob";
}
