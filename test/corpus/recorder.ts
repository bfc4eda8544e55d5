import type { IncomingMessage } from "node:http";
import { readAll, receive, serve } from "../runtime/support.ts";

/** A request as a parser that is not ours understands it. */
export interface Recorded {
  /** `POST /path?query`, as it came. */
  readonly line: string;
  /** The content type without its parameters. */
  readonly type: string | undefined;
  /** Fields of a form in their order, with file name and media type where there are any; else bytes in hex. */
  readonly body: readonly (readonly string[])[] | string;
}

/** Serves until the test is over; `recorded` resolves with the first request. */
export async function record(): Promise<{ baseUrl: string; recorded: Promise<Recorded> }> {
  const { promise, resolve, reject } = deferred<Recorded>();
  const baseUrl = await serve((request, response) => {
    describe(request)
      .then(resolve, reject)
      .finally(() => response.setHeader("content-type", "application/json").end("{}"));
  });
  return { baseUrl, recorded: promise };
}

async function describe(request: IncomingMessage): Promise<Recorded> {
  const type = request.headers["content-type"]?.replace(/;.*/, "");
  const line = `${request.method ?? ""} ${request.url ?? ""}`;
  return { line, type, body: await bodyOf(request, type) };
}

async function bodyOf(
  request: IncomingMessage,
  type: string | undefined,
): Promise<Recorded["body"]> {
  if (type?.startsWith("multipart/")) {
    // The parser knows forms only; every other kind is built alike.
    request.headers["content-type"] = request.headers["content-type"]?.replace(
      type,
      "multipart/form-data",
    );
    const { fields } = await receive(request);
    return fields.map(({ name, filename, type: media, content }) =>
      filename === undefined
        ? [name, content, media]
        : [name, Buffer.from(content, "latin1").toString("hex"), media, filename],
    );
  }
  const body = await readAll(request as AsyncIterable<Uint8Array>);
  if (type === "application/x-www-form-urlencoded") return [...new URLSearchParams(String(body))];
  return body.toString("hex");
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
