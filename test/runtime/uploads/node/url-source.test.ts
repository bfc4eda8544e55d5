import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { urlSource } from "../../../../generated/src/node.ts";
import { rejection } from "../../support.ts";
import { contentOf } from "../support.ts";
import { serveContent, size, uploadFrom } from "./url-server.ts";

const hexOf = (data: Uint8Array) => createHash("md5").update(data).digest("hex");
const base64Of = (data: Uint8Array) => createHash("md5").update(data).digest("base64");

test("what is behind a URL is uploaded, range by range", async () => {
  const running = await serveContent();
  const { server, upload } = await uploadFrom(running);
  expect(await contentOf(server, await upload)).toEqual(Buffer.from(running.served.content));
  const read = running.ranges().filter((range) => range !== "0-0");
  expect(read.sort()).toEqual(["0-29999", "0-99999", "30000-59999", "60000-89999", "90000-99999"]);
  for (const { headers } of running.requests) expect(headers["accept-encoding"]).toBe("identity");
});

test.each(["string", "URL", "function", "async function"])("a URL may be a %s", async (kind) => {
  const { url } = await serveContent();
  const forms = {
    string: url,
    URL: new URL(url),
    function: () => url,
    "async function": async () => Promise.resolve(new URL(url)),
  };
  const source = await urlSource(forms[kind as keyof typeof forms]);
  expect(source).toMatchObject({ size, name: "a.jsonl", id: url, type: undefined });
});

test("it is asked for once more when all parts are there", async () => {
  const running = await serveContent();
  const { server, upload } = await uploadFrom(running, {}, { partSize: 50_000 });
  const isPart = ({ path }: { path: string }) => path.endsWith("/parts");
  const parts: number[] = [];
  running.served.odd = () => {
    parts.push(server.requests().filter(isPart).length);
    return undefined;
  };
  await upload;
  expect(parts.at(-1)).toBe(2);
  expect(running.ranges().at(-1)).toBe("0-0");
});

test.each<[string, Record<string, string>, string | undefined]>([
  ["text/csv; charset=utf-8", { "content-type": "text/csv; charset=utf-8" }, "text/csv"],
  ["application/octet-stream", { "content-type": "application/octet-stream" }, undefined],
  ["S3's binary/octet-stream", { "content-type": "Binary/Octet-Stream" }, undefined],
  ["none", {}, undefined],
])("the type is the server's, if it has one: %s", async (_, headers, type) => {
  const { url } = await serveContent({ headers: { etag: '"one"', ...headers } });
  expect(await urlSource(url)).toMatchObject({ type });
});

describe("the name", () => {
  test.each<[string, string, string | undefined]>([
    ["the path", "/data/a%20b.jsonl?versionId=1", "a b.jsonl"],
    ["a path with a broken escape", "/data/100%.jsonl", "100%.jsonl"],
    ["a path without a last segment", "/data/", undefined],
  ])("comes from %s", async (_, path, name) => {
    const { url } = await serveContent();
    expect(await urlSource(new URL(path, url))).toMatchObject({ name });
  });

  test.each([
    ['attachment; filename="b.csv"', "b.csv"],
    ["attachment; filename=b.csv", "b.csv"],
    [String.raw`attachment; filename="a \"b\".csv"`, 'a "b".csv'],
    ["attachment; filename=\"b.csv\"; filename*=UTF-8''%e2%82%ac.csv", "€.csv"],
    ["attachment; filename*=UTF-8''%ff.csv; filename=b.csv", "b.csv"],
    [`attachment; filename="${Buffer.from("ü.csv").toString("latin1")}"`, "ü.csv"],
    ["inline", "a.jsonl"],
  ])("comes from Content-Disposition: %s", async (header, name) => {
    const { url } = await serveContent({
      headers: { etag: '"one"', "content-disposition": header },
    });
    expect(await urlSource(url)).toMatchObject({ name });
    expect(await urlSource(url, { name: "mine" })).toMatchObject({ name: "mine" });
  });
});

test.each([
  ["?X-Amz-Signature=abc&X-Amz-Date=1#top", ""],
  ["?sig=abc&versionId=v%2F1&x=1", "?versionId=v%2F1"],
  ["?versionid=2026-01-01T00%3A00&sig=x", "?versionId=2026-01-01T00%3A00"],
])("the id has nothing else of a query than the version: %s", async (query, want) => {
  const { url } = await serveContent();
  const signed = new URL(url + query);
  signed.username = "me";
  expect((await urlSource(signed)).id).toBe(url + want);
  expect((await urlSource(signed, { id: "mine" })).id).toBe("mine");
});

describe("the md5", () => {
  test("that the caller gives is part of what is compared: some servers keep an ETag for a moment", async () => {
    const { url } = await serveContent({ headers: { etag: '"one"' } });
    const fingerprintOf = async (md5: string) => (await urlSource(url, { md5 })).fingerprint();
    const [one, same] = [hexOf(other), hexOf(other).toUpperCase()];
    expect(await fingerprintOf(same)).toBe(await fingerprintOf(one));
    expect(await fingerprintOf(hexOf(Buffer.of(0)))).not.toBe(await fingerprintOf(one));
  });

  const md5Of = async (headers: Record<string, string>, given = {}, content?: Uint8Array) => {
    const running = await serveContent({
      headers: { etag: '"one"', ...headers },
      ...(content && { content }),
    });
    const source = await urlSource(running.url, given);
    const md5 = await source.md5?.(new AbortController().signal);
    return { md5, isRead: running.ranges().some((range) => range !== "0-0") };
  };
  const other = Buffer.from("of the whole");
  const known = { md5: hexOf(other), isRead: false };

  test.each<[string, Record<string, string>]>([
    ["Content-MD5", { "content-md5": base64Of(other) }],
    ["Azure's header", { "x-ms-blob-content-md5": base64Of(other) }],
    [
      "Azure's header beside that of a range",
      { "x-ms-blob-content-md5": base64Of(other), "content-md5": base64Of(Buffer.of(0)) },
    ],
    ["Google's header", { "x-goog-hash": `crc32c=AAAAAA==,md5=${base64Of(other)}` }],
  ])("is that of %s", async (_, headers) => {
    expect(await md5Of(headers)).toEqual(known);
  });

  test("is the caller's before any other", async () => {
    const given = { md5: hexOf(other).toUpperCase() };
    expect(await md5Of({ "content-md5": base64Of(Buffer.of(1)) }, given)).toEqual(known);
  });

  test.each<[string, Record<string, string>]>([
    ["no header", {}],
    ["an ETag that looks like one", { etag: `"${hexOf(other)}"` }],
    ["a Content-MD5 of the range", { "content-md5": base64Of(Buffer.of(0)) }],
    ["a Content-MD5 that is none", { "content-md5": "abc" }],
    [
      "Google's, of what is stored compressed",
      { "x-goog-hash": `md5=${base64Of(other)}`, "x-goog-stored-content-encoding": "gzip" },
    ],
    ["Google's, without an md5", { "x-goog-hash": "crc32c=AAAAAA==" }],
  ])("is read for where there is %s", async (_, headers) => {
    const { served } = await serveContent();
    expect(await md5Of(headers)).toEqual({ md5: hexOf(served.content), isRead: true });
  });

  test("is not read for once its upload is over", async () => {
    const running = await serveContent();
    const source = await urlSource(running.url);
    const controller = new AbortController();
    running.served.odd = () => true;
    const md5 = rejection(source.md5?.(controller.signal) ?? Promise.resolve());
    setTimeout(() => controller.abort(new Error("enough")), 50);
    expect(await md5).toEqual(new Error("enough"));
  });
});

test.each<[string, () => unknown, string]>([
  [
    "an unknown option",
    () => urlSource("http://a/", { header: {} } as never),
    "urlSource has no option header; did you mean headers?",
  ],
  [
    "a path",
    () => urlSource("/a.jsonl?sig=x"),
    "url of urlSource must be an http: or https: URL, got text",
  ],
  [
    "another scheme",
    () => urlSource("ftp://a/"),
    "url of urlSource must be an http: or https: URL, got one of ftp:",
  ],
  [
    "a Request",
    () => urlSource(new Request("http://a/") as never),
    "url of urlSource must be an http: or https: URL, got Request",
  ],
  [
    "what a function returns",
    () => urlSource(() => undefined as never),
    "what url returns must be an http: or https: URL, got Undefined",
  ],
  [
    "no md5",
    () => urlSource("http://a/", { md5: "abc" }),
    "md5 of urlSource must be 32 hex digits or their 16 bytes, got a string of 3 characters",
  ],
  [
    "an id",
    () => urlSource("http://a/", { id: 1 as never }),
    "id of urlSource must be a string, got Number",
  ],
  [
    "retries",
    () => urlSource("http://a/", { maxRetries: -1 }),
    "maxRetries of urlSource must be a whole number from 0, or Infinity, got -1",
  ],
  [
    "a timeout",
    () => urlSource("http://a/", { stallTimeout: 0 }),
    "stallTimeout of urlSource must be a number of milliseconds above 0, or Infinity, got 0",
  ],
  [
    "a header",
    () => urlSource("http://a/", { headers: { a: "\n\u{1f600}" } }),
    'headers["a"] must be one line of Latin-1, got other characters',
  ],
])("a mistake is a TypeError before anything is sent: %s", async (_, start, message) => {
  expect(await rejection(start() as Promise<unknown>)).toEqual(new TypeError(message));
});
