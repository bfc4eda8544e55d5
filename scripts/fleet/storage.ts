/** A store of objects behind signed URLs, which gives ranges of them. */
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Content } from "./content.ts";

export interface Storage extends AsyncDisposable {
  readonly origin: string;
  readonly secret: string;
  /** The signatures that URLs have come with. */
  readonly signatures: ReadonlySet<string>;
}

export async function startStorage(contents: readonly Content[], secret: string): Promise<Storage> {
  const byPath = new Map(contents.map((content) => [`/${content.name}`, content]));
  const signatures = new Set<string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://storage");
    const signature = url.searchParams.get("signature") ?? "";
    signatures.add(signature);
    const content = byPath.get(url.pathname);
    if (!isSigned(url, signature, secret)) response.writeHead(403).end();
    else if (!content) response.writeHead(404).end();
    else if (content.size === 0) response.writeHead(416, { "content-range": "bytes */0" }).end();
    else void send(content, request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const origin = `http://127.0.0.1:${port}`;
  return { origin, secret, signatures, [Symbol.asyncDispose]: close };
}

function isSigned(url: URL, signature: string, secret: string): boolean {
  const expires = url.searchParams.get("expires") ?? "";
  const text = `${url.pathname}?expires=${expires}`;
  const wanted = createHmac("sha256", secret).update(text).digest("hex");
  return signature === wanted && Number(expires) > Date.now();
}

async function send(
  content: Content,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { size } = content;
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  const start = Number(first ?? 0);
  const end = last ? Math.min(size, Number(last) + 1) : size;
  const range = first !== undefined && { "content-range": `bytes ${start}-${end - 1}/${size}` };
  response.writeHead(range ? 206 : 200, {
    ...{ "content-type": "application/octet-stream", "accept-ranges": "bytes" },
    ...{ "content-length": end - start, etag: `"${content.md5}"`, ...range },
  });
  if (method === "HEAD") response.end();
  else await pipeline(Readable.from(content.read(start, end)), response);
}
