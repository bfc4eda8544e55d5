/** A server with one content, which does what a test wants of it. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { uploadFile, urlSource, type UrlSourceOptions } from "../../../../generated/src/node.ts";
import { serve } from "../../support.ts";
import { bytes, connect } from "../support.ts";

export interface Served {
  content: Uint8Array;
  /** Of each response. */
  headers: Record<string, string>;
  /** Instead of what a good server would do: true where it has done something. Counted from 0. */
  odd: (request: IncomingMessage, response: ServerResponse, index: number) => boolean | undefined;
}

export interface Running {
  /** Change what is served by changing this. */
  readonly served: Served;
  readonly url: string;
  readonly requests: IncomingMessage[];
  /** The ranges that were asked for, such as `0-0`. */
  ranges(): string[];
  /** Connections that are open. */
  readonly sockets: Set<Socket>;
}

export const size = 100_000;

/** @param listen Such as `serveTls`. */
export async function serveContent(
  given: Partial<Served> = {},
  listen: (listener: RequestListener) => Promise<string> = serve,
): Promise<Running> {
  const served: Served = {
    content: bytes(size),
    headers: { etag: '"one"' },
    odd: () => undefined,
    ...given,
  };
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const base = await listen((request, response) => {
    const { socket } = request;
    if (!sockets.has(socket)) socket.on("close", () => sockets.delete(socket));
    sockets.add(socket);
    requests.push(request);
    if (served.odd(request, response, requests.length - 1) !== true)
      give(request, response, served);
  });
  const ranges = () => requests.map(({ headers }) => headers.range?.replace("bytes=", "") ?? "");
  return { served, url: `${base}/data/a.jsonl`, requests, ranges, sockets };
}

/** The first and the last byte asked for. */
export function rangeOf({ headers }: IncomingMessage): [number, number] {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  return [Number(first), Number(last)];
}

/** What a good server does. */
export function give(
  request: IncomingMessage,
  response: ServerResponse,
  { content, headers }: Pick<Served, "content" | "headers">,
): void {
  const [first, asked] = rangeOf(request);
  if (first >= content.length) {
    response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    return;
  }
  const last = Math.min(asked, content.length - 1);
  const range = `bytes ${first}-${last}/${content.length}`;
  const length = { "content-range": range, "content-length": last + 1 - first };
  response.writeHead(206, { ...headers, ...length }).end(content.subarray(first, last + 1));
}

/** Uploads what a server has. */
export async function uploadFrom(
  { url }: Pick<Running, "url">,
  options: UrlSourceOptions = {},
  more: object = {},
) {
  const { server, uploads } = connect();
  const source = await urlSource(url, options);
  const given = { purpose: "fine-tune", partSize: 30_000, ...more } as const;
  return { server, source, upload: uploadFile(uploads, source, given) };
}
