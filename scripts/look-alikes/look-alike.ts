import type { Dialect, UploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";

import type { Wanted } from "./wanted.ts";

/** What `@hono/node-server` takes. */
export type Handler = (request: Request, bindings: unknown) => Promise<Response>;

/** Gives a server's responses the shape of another's. `next` is the server's own `fetch`. */
export type Difference = (next: Handler, server: UploadsServer) => Handler;

/** A server that does as a public one does, as far as an upload can tell. */
export interface LookAlike {
  readonly name: string;
  readonly dialects: readonly Dialect[];
  /** What no dialect says. */
  readonly difference?: Difference | undefined;
  /** Whether an Upload expires at the server. @default true */
  readonly expires?: boolean | undefined;
  /** Bytes. @default 65_536 */
  readonly partSize?: number | undefined;
  /** Whether there is content to compare. @default true */
  readonly stores?: boolean | undefined;
  readonly wanted: Wanted;
}

/** What a request asks for, by its path: the Upload's id, and the operation's last word. */
export function askedOf(request: Request): { id: string; name: string } {
  const [, id = "", name = "create"] = /\/uploads(?:\/([^/]+)\/([^/]+))?$/.exec(request.url) ?? [];
  return { id, name };
}

/** The same response with another body, and maybe another status. */
export async function changed(
  response: Response,
  change: (body: Body) => unknown,
  status = response.status,
): Promise<Response> {
  const { headers } = response;
  return Response.json(change((await response.json()) as Body), { status, headers });
}

/** What the test server sends. */
interface Body extends Record<string, unknown> {
  readonly error: { readonly message: string };
  readonly file?: object;
}

/** A refusal in the API's shape. */
export function refusal(
  status: number,
  message: string,
  { code = null, param = null }: { code?: string | null; param?: string | null } = {},
): Response {
  return Response.json(
    { error: { message, type: "invalid_request_error", param, code } },
    { status },
  );
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
