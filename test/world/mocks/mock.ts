/** What a mock is told to do with every POST to `/v1/…` of an origin. */
export interface Mock {
  install(): void;
  /** Brings back what was there before. */
  uninstall(): void | Promise<void>;
  /** Answers the next request. */
  reply(origin: string, reply: Reply): void;
  /** Breaks the connection of the next request. */
  fail(origin: string, message: string): void;
  /** Takes the next request, and is silent. */
  ignore(origin: string): void;
  /** Reads all requests, and lets them through to where they were going. */
  letThrough?(origin: string): void;
  /** Hands all requests to a handler. */
  handle(origin: string, handler: (request: Request) => Promise<Response>): void;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** In pieces; none for a response without a body. */
  readonly body: readonly string[];
  /** Milliseconds. */
  readonly delay?: number;
}
