import { setTimeout as sleep } from "node:timers/promises";
import { randomBytes } from "node:crypto";
import { Agent } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import net, { type NetConnectOpts } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { urlSource, type UrlSourceOptions } from "../../../../../generated/src/node.ts";
import type { Lender } from "../../../../../generated/src/runtime/pieces.ts";
import { rangeOf, serveContent } from "../url-server.ts";

const size = 5_000_000;
const content = randomBytes(size);

async function read(
  url: string,
  [start, end]: [number, number],
  options: UrlSourceOptions,
  pause = 0,
) {
  const source = await urlSource(url, options);
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

test.each<[string, UrlSourceOptions, number]>([
  ["past the parser", {}, 0],
  ["past the parser, by who is slow", {}, 30],
  ["by the parser, with an agent of the caller's", { agent: new Agent() }, 0],
])("a large range is read %s", async (_, options, pause) => {
  const { url } = await serveContent({ content });
  const range: [number, number] = [1, size - 1];
  expect((await read(url, range, options, pause)).equals(content.subarray(...range))).toBe(true);
});

test("large ranges are read at the same time, as slowly as they are taken", async () => {
  const { url } = await serveContent({ content });
  const ranges = [0, 1, 2, 3].map((at): [number, number] => [at * 1_200_000, size]);
  const all = await Promise.all(ranges.map((range, at) => read(url, range, {}, at * 5)));
  all.forEach((bytes, at) => {
    expect(bytes.equals(content.subarray(ranges[at]?.[0]))).toBe(true);
  });
});

test("a large range that breaks off, in the middle or at once, goes on", async () => {
  const running = await serveContent({ content });
  let breaks = 0;
  running.served.odd = (request, response) => {
    const [first, last] = rangeOf(request);
    if (last === 0) return undefined;
    const most = breaks++ % 3 === 1 ? 0 : 700_000;
    const head = { etag: '"one"', "content-range": `bytes ${first}-${last}/${size}` };
    response.writeHead(206, { ...head, "content-length": last + 1 - first });
    response.flushHeaders();
    const end = () => setTimeout(() => request.socket.destroy(), 5);
    if (most > 0) response.write(content.subarray(first, Math.min(last + 1, first + most)), end);
    else end();
    return true;
  };
  expect((await read(running.url, [0, size], {})).equals(content)).toBe(true);
  expect(breaks).toBeGreaterThan(7);
});

test("a large range in chunks, without a length, is read by the parser", async () => {
  const running = await serveContent({ content });
  running.served.odd = (request, response) => {
    const [first, last] = rangeOf(request);
    response.writeHead(206, { etag: '"one"', "content-range": `bytes ${first}-${last}/${size}` });
    response.end(content.subarray(first, last + 1));
    return true;
  };
  expect((await read(running.url, [0, size], {})).equals(content)).toBe(true);
});

test("what is left of a large range is not waited for", async () => {
  const running = await serveContent({ content });
  const source = await urlSource(running.url);
  const bytes = source.read(0, size) as AsyncIterable<Uint8Array>;
  const iterator = bytes[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
  // An idle connection may be left, of the probe.
  const isLarge = ({ bytesWritten }: { bytesWritten: number }) => bytesWritten > 1000;
  await expect.poll(() => [...running.sockets].filter(isLarge).length).toBe(0);
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
  const { url } = await serveContent({ content });
  const options = { maxRetries: 0, stallTimeout: 10_000 };
  expect((await read(url, [0, size], options)).equals(content)).toBe(true);
});
