import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { urlSource, UrlSourceError } from "../../../../generated/src/node.ts";
import { rejection } from "../../support.ts";
import { operations } from "../support.ts";
import { give, rangeOf, serveContent, size, uploadFrom } from "./url-server.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const etag = '"one"';
const send = (status: number, headers: Record<string, string | number>, body = "x"): Answer => {
  return (_, response) => response.writeHead(status, headers).end(body);
};
const range = (text: string, more = {}) => send(206, { etag, "content-range": text, ...more });

describe("what can't be read in ranges is refused by name before anything is sent", () => {
  test.each<[string, Answer, string, RegExp]>([
    [
      "a server without ranges",
      send(200, { etag, "content-length": size }, "x".repeat(size)),
      "no-ranges",
      /sends no ranges \(status 200\).*streamSource/,
    ],
    [
      "an endless body without a length",
      (_, response) => response.writeHead(200).write("x"),
      "no-ranges",
      /streamSource/,
    ],
    [
      "a content of unknown length",
      range("bytes 0-0/*"),
      "no-length",
      /doesn't say how long.*streamSource/,
    ],
    [
      "a compressed response",
      (_, response) =>
        response
          .writeHead(206, { etag, "content-range": "bytes 0-0/9", "content-encoding": "gzip" })
          .end(gzipSync("x")),
      "compressed",
      /compressed \(gzip\).*streamSource/,
    ],
    ["a 206 without a range", send(206, { etag }), "wrong-range", /no Content-Range/],
    [
      "several ranges",
      send(206, { etag, "content-type": "multipart/byteranges; boundary=x" }),
      "wrong-range",
      /no Content-Range/,
    ],
    ["another range", range("bytes 1-1/9"), "wrong-range", /has bytes 1-1\/9/],
    ["a range beyond the end", range("bytes 0-0/0"), "wrong-range", /has bytes 0-0\/0/],
    [
      "no validator",
      send(206, { "content-range": "bytes 0-0/9" }),
      "no-validator",
      /no ETag, no Last-Modified.*md5, or unversioned: true/,
    ],
    ["a 404", send(404, {}), "status", /status 404/],
    [
      "a 403",
      send(403, { "x-ms-error-code": "AuthenticationFailed" }),
      "status",
      /status 403 \(AuthenticationFailed\); if the URL is signed, it may have expired: get a new one, or pass a function/,
    ],
    ["a 204", send(204, {}, ""), "status", /status 204/],
  ])("%s", async (_, answer, problem, message) => {
    const { url, served, requests, sockets } = await serveContent();
    served.odd = (request, response) => {
      answer(request, response);
      return true;
    };
    const error = await rejection(urlSource(`${url}?sig=x`));
    expect(error).toBeInstanceOf(UrlSourceError);
    expect(error).toMatchObject({ name: "UrlSourceError", problem, isFinal: true });
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toContain(`GET ${url}: `);
    expect(requests).toHaveLength(1);
    // Whatever is still to come is not waited for.
    await expect.poll(() => [...sockets].filter((it) => it.writableLength > 0).length).toBe(0);
  });

  test.each<[string, object]>([
    ["an md5", { md5: "0".repeat(32) }],
    ["unversioned", { unversioned: true }],
  ])(
    "nothing that could tell a change is accepted with %s, and never resumed",
    async (_, options) => {
      const running = await serveContent({ headers: {} });
      expect((await urlSource(running.url, { ...options, id: "mine" })).id).toBeUndefined();
      const { upload } = await uploadFrom(running, options, { checkpoint: new Map() });
      const message = "checkpoint needs a source with an id, such as a File or openFile(path)";
      expect(await rejection(upload)).toEqual(new TypeError(message));
    },
  );

  test("an md5 of the server's is a validator, too", async () => {
    const headers = { "content-md5": "CY9rzUYh03PK3k6DJie09g==" };
    expect(await urlSource((await serveContent({ headers })).url)).toMatchObject({ size });
  });
});

test.each<[string, Answer]>([
  ["416", send(416, { "content-range": "bytes */0" }, "")],
  ["200 without a body", send(200, { "content-length": 0 }, "")],
])("an empty content is told as such: %s", async (_, answer) => {
  const running = await serveContent();
  running.served.odd = (request, response) => {
    answer(request, response);
    return true;
  };
  const { upload } = await uploadFrom(running, {}, { checkpoint: new Map() });
  expect(await rejection(upload)).toMatchObject({ failure: "empty" });
});

describe("what comes instead of a range of the content ends the upload, at once and by name", () => {
  const changed = { failure: "source-changed", cause: { problem: "changed" } };
  const failed = (problem: string) => ({ failure: "failed", cause: { problem } });

  test.each<[string, Answer, object]>([
    [
      "another ETag",
      (request, response) =>
        give(request, response, { content: new Uint8Array(size), headers: { etag: '"two"' } }),
      changed,
    ],
    [
      "none",
      (request, response) =>
        give(request, response, { content: new Uint8Array(size), headers: {} }),
      changed,
    ],
    [
      "another length",
      (request, response) =>
        give(request, response, { content: new Uint8Array(size + 1), headers: { etag } }),
      changed,
    ],
    ["a condition that is not met", send(412, {}), changed],
    ["a range that is gone", send(416, { "content-range": `bytes */${size / 2}` }), changed],
    [
      "the whole content",
      send(200, { etag, "content-length": size }, "x".repeat(size)),
      failed("no-ranges"),
    ],
    [
      "a shifted range",
      (request, response) => {
        const [first, last] = rangeOf(request);
        response
          .writeHead(206, { etag, "content-range": `bytes ${first + 1}-${last + 1}/${size}` })
          .end(Buffer.alloc(last + 1 - first));
      },
      failed("wrong-range"),
    ],
    [
      "a compressed range",
      (request, response) => {
        const [first, last] = rangeOf(request);
        response
          .writeHead(206, {
            etag,
            "content-encoding": "gzip",
            "content-range": `bytes ${first}-${last}/${size}`,
          })
          .end(gzipSync("x"));
      },
      failed("compressed"),
    ],
    ["a refusal", send(403, {}), failed("status")],
  ])("%s", async (_, answer, want) => {
    const running = await serveContent();
    running.served.odd = (request, response) => {
      if (rangeOf(request)[0] !== 30_000) return undefined;
      answer(request, response);
      return true;
    };
    const { server, upload } = await uploadFrom(running, {}, { md5: false });
    expect(await rejection(upload)).toMatchObject(want);
    expect(running.ranges().filter((it) => it.startsWith("30000-"))).toHaveLength(1);
    expect(operations(server)).not.toContain("complete");
  });

  const date = new Date(1e12).toUTCString();
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["a strong ETag", { etag, "last-modified": date }, { "if-match": etag }],
    ["a weak ETag", { etag: 'W/"one"', "last-modified": date }, { "if-unmodified-since": date }],
    ["only a date", { "last-modified": date }, { "if-unmodified-since": date }],
    ["only a weak ETag", { etag: 'W/"one"' }, {}],
  ])("each range is asked for on a condition: %s", async (_, headers, want) => {
    const running = await serveContent({ headers });
    const { upload } = await uploadFrom(running);
    await upload;
    for (const request of running.requests) {
      const { "if-match": match, "if-unmodified-since": since } = request.headers;
      const isProbe = request.headers.range === "bytes=0-0";
      expect({ match, since }).toEqual(
        isProbe ? {} : { match: want["if-match"], since: want["if-unmodified-since"] },
      );
    }
  });

  test("a content that is replaced by one of the same size while it is read is never completed", async () => {
    const running = await serveContent();
    running.served.odd = (_, __, index) => {
      if (index === 3)
        Object.assign(running.served, {
          content: new Uint8Array(size).fill(7),
          headers: { etag: '"two"' },
        });
      return undefined;
    };
    const { server, upload } = await uploadFrom(running, {}, { md5: false });
    expect(await rejection(upload)).toMatchObject({ failure: "source-changed" });
    expect(operations(server)).not.toContain("complete");
  });

  test("a content that was written a moment ago is looked at again when its second is over", async () => {
    const at = (second: number) => new Date(1e12 + second * 1000).toUTCString();
    const running = await serveContent();
    running.served.odd = (_, __, index) => {
      running.served.headers = { etag, date: at(index), "last-modified": at(0) };
      return undefined;
    };
    await urlSource(running.url);
    expect(running.ranges()).toEqual(["0-0", "0-0"]);
  });
});
