import type { RetryAfter } from "./faults.ts";

/** What is sent back. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const json = { "content-type": "application/json" };

/** A success, in JSON. */
export function success(resource: object): PlainResponse {
  return { status: 200, headers: json, body: JSON.stringify(resource) };
}

/** A failure in the API's error shape. */
export function failure(status: number, error: object): PlainResponse {
  const allow = status === 405 ? { allow: "POST" } : {};
  return { status, headers: { ...json, ...allow }, body: JSON.stringify(error) };
}

/** The header that asks a client to wait. */
export function retryAfterHeader(
  { form, milliseconds }: RetryAfter,
  now: number,
): Record<string, string> {
  switch (form) {
    case "seconds":
      return { "retry-after": String(Math.ceil(milliseconds / 1000)) };
    case "date":
      // An HTTP date counts whole seconds: rounded up, so that nobody is asked to come too early.
      return {
        "retry-after": new Date(Math.ceil((now + milliseconds) / 1000) * 1000).toUTCString(),
      };
    case "milliseconds":
      return { "retry-after-ms": String(milliseconds) };
  }
}
