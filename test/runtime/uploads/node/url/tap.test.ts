import { setTimeout as sleep } from "node:timers/promises";
import { randomBytes } from "node:crypto";
import { Agent } from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net, { type NetConnectOpts } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { urlSource, type UrlSourceOptions } from "../../../../../generated/src/node.ts";
import type { Lender } from "../../../../../generated/src/runtime/pieces.ts";
import { serveTls, tls } from "../../../node/support.ts";
import { serve } from "../../../support.ts";
import { rangeOf, serveContent } from "../url-server.ts";

async function read(
  url: string,
  [start, end]: [number, number],
  options: UrlSourceOptions,
  pause = 0,
) {
  const source = await urlSource(url, { tls: { ca: tls.cert }, ...options });
  const chunks: Buffer[] = [];
  const bytes = source.read(start, end) as AsyncIterable<Uint8Array>;
  const iterator = bytes[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined> &
    Pick<Lender, "giveBack">;
  for (let value; (value = (await iterator.next()).value);) {
    if (pause) await sleep(pause);
    chunks.push(Buffer.from(value));
    iterator.giveBack();
  }
  return Buffer.concat(chunks);
}

/** Over TLS, bodies go past the parser from 8 MiB on. */
describe.each([
  { scheme: "http", size: 5_000_000, most: 700_000, listen: serve, agent: new Agent() },
  {
    scheme: "https",
    size: 12_000_000,
    most: 3_000_000,
    listen: serveTls,
    agent: new https.Agent(),
  },
])("over $scheme", ({ size, most, listen, agent }) => {
  const content = randomBytes(size);

  test.each<[string, UrlSourceOptions, number]>([
    ["past the parser", {}, 0],
    ["past the parser, by who is slow", {}, 30],
    ["by the parser, with an agent of the caller's", { agent }, 0],
  ])("a large range is read %s", async (_, options, pause) => {
    const { url, requests } = await serveContent({ content }, listen);
    const range: [number, number] = [1, size - 1];
    expect((await read(url, range, options, pause)).equals(content.subarray(...range))).toBe(true);
    expect(requests).toHaveLength(2);
  });

  test("large ranges are read at the same time, as slowly as they are taken", async () => {
    const { url } = await serveContent({ content }, listen);
    const ranges = [0, 1, 2, 3].map((at): [number, number] => [at * 1_000_000, size]);
    const all = await Promise.all(ranges.map((range, at) => read(url, range, {}, at * 5)));
    all.forEach((bytes, at) => {
      expect(bytes.equals(content.subarray(ranges[at]?.[0]))).toBe(true);
    });
  });

  test("a large range that breaks off, in the middle or at once, goes on", async () => {
    const running = await serveContent({ content }, listen);
    let breaks = 0;
    running.served.odd = (request, response) => {
      const [first, last] = rangeOf(request);
      if (last === 0) return undefined;
      const given = breaks++ % 3 === 1 ? 0 : most;
      const head = { etag: '"one"', "content-range": `bytes ${first}-${last}/${size}` };
      response.writeHead(206, { ...head, "content-length": last + 1 - first });
      response.flushHeaders();
      const end = () => setTimeout(() => request.socket.destroy(), 5);
      if (given > 0)
        response.write(content.subarray(first, Math.min(last + 1, first + given)), end);
      else end();
      return true;
    };
    expect((await read(running.url, [0, size], {})).equals(content)).toBe(true);
    expect(breaks).toBeGreaterThan(size / most);
  });

  test("a large range in chunks, without a length, is read by the parser", async () => {
    const running = await serveContent({ content }, listen);
    running.served.odd = (request, response) => {
      const [first, last] = rangeOf(request);
      response.writeHead(206, { etag: '"one"', "content-range": `bytes ${first}-${last}/${size}` });
      response.end(content.subarray(first, last + 1));
      return true;
    };
    expect((await read(running.url, [0, size], {})).equals(content)).toBe(true);
  });

  test("what is left of a large range is not waited for", async () => {
    const running = await serveContent({ content }, listen);
    const source = await urlSource(running.url, { tls: { ca: tls.cert } });
    const bytes = source.read(0, size) as AsyncIterable<Uint8Array>;
    const iterator = bytes[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    // An idle connection may be left, of the probe.
    const isLarge = ({ bytesWritten }: { bytesWritten: number }) => bytesWritten > 1000;
    await expect.poll(() => [...running.sockets].filter(isLarge).length).toBe(0);
  });
});

test("over TLS, up to 8 MiB leave their connection to the next range, and more leave the session", async () => {
  const content = randomBytes(9 << 20);
  const { url, requests, served } = await serveContent({ content }, serveTls);
  const resumed: boolean[] = [];
  served.odd = ({ socket }) => {
    resumed.push("isSessionReused" in socket && (socket.isSessionReused as () => boolean)());
    return undefined;
  };
  const source = await urlSource(url, { tls: { ca: tls.cert } });
  for (const length of [4, 9, 4, 1]) {
    // Until `node:http` knows that a connection is idle.
    await sleep(50);
    const range = source.read(0, length << 20) as AsyncIterable<Uint8Array>;
    for await (const bytes of range) expect(bytes.length).toBeGreaterThan(0);
  }
  const ports = requests.map(({ socket }) => socket.remotePort);
  expect(new Set(ports.slice(0, 3)).size).toBe(1);
  expect(new Set(ports.slice(3)).size).toBe(1);
  expect(ports[3]).not.toBe(ports[0]);
  expect(resumed).toEqual([false, false, false, true, true]);
});

test("connections that something else opens, past the tap, are read by the parser", async () => {
  const real = net.connect;
  // What interceptors of sockets make of it: they emit what arrives themselves.
  net.connect = ((options: NetConnectOpts) =>
    real({ ...options, onread: undefined } as NetConnectOpts)) as typeof real;
  syncBuiltinESMExports();
  onTestFinished(() => {
    net.connect = real;
    syncBuiltinESMExports();
  });
  const content = randomBytes(5_000_000);
  const { url } = await serveContent({ content });
  const options = { maxRetries: 0, stallTimeout: 10_000 };
  expect((await read(url, [0, content.length], options)).equals(content)).toBe(true);
});
