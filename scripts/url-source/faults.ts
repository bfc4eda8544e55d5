/** What stands between a server and its reader, and does harm. */
import { once } from "node:events";
import http from "node:http";
import { connect, createServer, type AddressInfo, type Server } from "node:net";

export interface Between extends AsyncDisposable {
  /** The URL by way of it. The header `host` stays the server's: it may be signed. */
  through(url: string): string;
}

async function listen(server: Server | http.Server): Promise<Between> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    through(url) {
      const { pathname, search } = new URL(url);
      return `http://127.0.0.1:${port}${pathname}${search}`;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await Promise.resolve();
    },
  };
}

/** Breaks every connection after so many bytes of responses. */
export function breaking(target: string, most: number): Promise<Between> {
  const { hostname, port } = new URL(target);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let left = most;
    client.pipe(upstream);
    upstream.on("data", (bytes) => {
      client.write(bytes.subarray(0, left));
      left -= bytes.length;
      // What is written arrives first.
      if (left <= 0) client.end(() => setTimeout(() => client.destroy(), 5));
      if (left <= 0) upstream.destroy();
    });
    for (const it of [client, upstream])
      it.on("error", () => undefined).on("close", () => {
        upstream.destroy();
        client.end();
      });
  });
  return listen(server);
}

/** Refuses every second request with 503. */
export function refusing(target: string): Promise<Between> {
  const { hostname, port } = new URL(target);
  let count = 0;
  const server = http.createServer((request, response) => {
    if (count++ % 2 === 0) {
      response.writeHead(503, { "retry-after": "0" }).end("busy");
      return;
    }
    const { url: path, method, headers } = request;
    const upstream = http.request({ hostname, port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      answer.pipe(response);
    });
    upstream.on("error", () => request.socket.destroy());
    upstream.end();
  });
  return listen(server);
}
