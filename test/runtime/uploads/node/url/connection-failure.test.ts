import { createSecureServer } from "node:http2";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { urlSource } from "../../../../../generated/src/node.ts";
import { serveRaw, tls } from "../../../node/support.ts";
import { rejection, serve } from "../../../support.ts";

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const tlsServer = (options: ServerOptions) => listen(createTlsServer({ ...tls, ...options }));

/** Says the bytes to whoever connects and asks. */
const says = (hex: string) =>
  serveRaw((socket) => socket.once("data", () => socket.end(Buffer.from(hex, "hex"))));

const asking = { requestCert: true, rejectUnauthorized: true, ca: tls.cert };

test.each<[string, () => Promise<string>, RegExp]>([
  [
    "http, asked for https",
    async () => (await serve((_, response) => response.end())).replace("http:", "https:"),
    /: wrong version number; if that port is for http, use an http: URL$/,
  ],
  // A fatal alert of TLS 1.2, "unexpected message", which several servers send to whom they don't understand.
  [
    "https, asked for http, where the server says so in TLS",
    () => says("1503030002020a"),
    /; that port is for https: use an https: URL$/,
  ],
  [
    "https, asked for http, where the server says 400",
    () => serve((_, response) => response.writeHead(400).end()),
    /: status 400; if that port is for https, use an https: URL; if the URL is signed,/,
  ],
  [
    "HTTP/2 alone",
    () => says("00001204000000000000030000006400040000ffff"),
    /; the server speaks only HTTP\/2, which is not supported$/,
  ],
  [
    "HTTP/2 alone, over TLS",
    async () => {
      const server = createSecureServer({ ...tls, allowHTTP1: false });
      // Instead of the 403 that Node has for those who don't ask for HTTP/2.
      server.on("unknownProtocol", (socket) => {
        socket.end(Buffer.from("000000040000000000", "hex"));
      });
      return listen(server);
    },
    /; the server speaks only HTTP\/2, which is not supported$/,
  ],
  [
    "TLS 1.2 for those who have a certificate",
    () => tlsServer({ ...asking, maxVersion: "TLSv1.2" }),
    /: \S+ alert handshake failure; if the server asks for a certificate of yours, pass tls: \{ cert, key \}$/,
  ],
  [
    "TLS 1.3 for those who have a certificate",
    () => tlsServer({ ...asking, minVersion: "TLSv1.3" }),
    /: tlsv13 alert certificate required; if the server asks for a certificate of yours, pass tls: \{ cert, key \}$/,
  ],
  [
    "TLS 1.1",
    () => tlsServer({ minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "ALL:@SECLEVEL=0" }),
    /: connection failed: tlsv1 alert protocol version$/,
  ],
])("what speaks %s is told at once, with what to do", async (_, open, message) => {
  const base = await open();
  let asked = 0;
  const url = () => {
    asked += 1;
    return `${base}/a`;
  };
  const isAskedAgain = message.source.includes("400");
  const error = await rejection(urlSource(isAskedAgain ? url() : url, { tls: { ca: tls.cert } }));
  expect(error).toMatchObject({ name: "UrlSourceError", isFinal: true });
  expect((error as Error).message).toMatch(message);
  expect(asked).toBe(1);
});

test("a connection that is reset after the handshake is tried again", async () => {
  let count = 0;
  const server = createTlsServer(tls);
  server.on("connection", (socket: Socket) => {
    count += 1;
    server.once("secureConnection", () => socket.resetAndDestroy());
  });
  const options = { tls: { ca: tls.cert }, maxRetries: 1 };
  const error = await rejection(urlSource(`${await listen(server)}/a`, options));
  expect(error).toMatchObject({ problem: "connection", isFinal: false });
  expect(count).toBe(2);
});
