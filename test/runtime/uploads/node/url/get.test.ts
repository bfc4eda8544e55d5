import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { urlSource, type UrlSourceOptions } from "../../../../../generated/src/node.ts";
import { tls } from "../../../node/support.ts";
import { rejection } from "../../../support.ts";
import { serveContent } from "../url-server.ts";

describe("a certificate that is not trusted", () => {
  const listen = async (): Promise<{ port: number; seen: () => number }> => {
    let seen = 0;
    const server = createTlsServer(tls).on("connection", () => void (seen += 1));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return { port: (server.address() as AddressInfo).port, seen: () => seen };
  };

  test("is told at once, with what to do", async () => {
    const { port, seen } = await listen();
    const error = await rejection(urlSource(`https://localhost:${port}/a`));
    expect(error).toMatchObject({ problem: "connection", isFinal: true });
    expect((error as Error).message).toMatch(
      /self-signed certificate; if you trust it, pass tls: \{ ca \} or set NODE_EXTRA_CA_CERTS$/,
    );
    expect(seen()).toBe(1);
  });

  test("for another name is told at once", async () => {
    const { port, seen } = await listen();
    const options = { tls: { ca: tls.cert, servername: "other.example" } };
    const error = await rejection(urlSource(`https://localhost:${port}/a`, options));
    expect(error).toMatchObject({ problem: "connection", isFinal: true });
    expect((error as Error).message).toMatch(/does not match certificate's altnames/);
    expect(seen()).toBe(1);
  });
});

test("what a url function throws is told without the queries of URLs in it", async () => {
  const url = () => Promise.reject(new Error("POST https://sign.example/a?token=canary-1 failed"));
  const error = (await rejection(urlSource(url, { maxRetries: 0 }))) as Error;
  expect(error.message).toBe("GET the URL: url failed: POST https://sign.example/a failed");
  expect((error.cause as Error).message).not.toContain("canary");
});

test("the range of a request is no secret", async () => {
  const { url, served } = await serveContent();
  served.odd = (_, response) => {
    response.writeHead(206, { etag: '"a"', "content-range": "bytes=0-0/9" }).end("x");
    return true;
  };
  const error = await rejection(urlSource(url));
  expect((error as Error).message).toMatch(/the response has bytes=0-0\/9$/);
});

test("a stall on a connection that was idle counts as a failure", async () => {
  const { url, served, requests } = await serveContent();
  const options: UrlSourceOptions = { maxRetries: 0, stallTimeout: 1000 };
  const sources = await Promise.all([1, 2, 3].map(() => urlSource(url, options)));
  served.odd = () => true;
  const before = requests.length;
  const read = sources[0]?.read(0, 10) as AsyncIterable<Uint8Array>;
  const error = await rejection(read[Symbol.asyncIterator]().next());
  expect((error as Error).message).toMatch(/no response within 1000 ms/);
  expect(requests.length - before).toBe(1);
});
