/** What counts as a secret of a call, and what does not. */
import { describe, expect, test } from "vitest";
import {
  checkHeaders,
  secretsOf,
  shownUrl,
  type CallParts,
} from "../../generator/runtime/secrets.ts";

const mark = "[redacted]";

describe("a secret", () => {
  test.each<[string, CallParts, string, string]>([
    ["the key", { apiKey: "sk-123" }, "(sk-123)", `(${mark})`],
    ["the key with blanks around it", { apiKey: " sk-123\n" }, "(sk-123)", `(${mark})`],
    ["the key in capitals", { apiKey: "sk-abc" }, "SK-ABC", mark],
    ["the key in a URL", { apiKey: "a/b+c=" }, "?k=a%2Fb%2Bc%3D", `?k=${mark}`],
    ["the key in JSON", { apiKey: 'a"b\\cd' }, '{"k":"a\\"b\\\\cd"}', `{"k":"${mark}"}`],
    ["a header", { headers: [["x-tenant", "acme-inc"]] }, "no acme-inc", `no ${mark}`],
    [
      "a header after its scheme",
      { headers: [["authorization", "Token abcd1234"]] },
      "abcd1234",
      mark,
    ],
    ["a cookie", { headers: [["cookie", "a=1; b=abcd1234"]] }, "'abcd1234'", `'${mark}'`],
    ["the password of a URL", { url: "https://me:pass12@a.b/c" }, "pass12", mark],
    [
      "a password with what URLs encode",
      { url: "https://me:p%40ss12@a.b" },
      "p@ss12 p%40ss12",
      `${mark} ${mark}`,
    ],
    [
      "a user part as Basic credentials",
      { url: "https://me:p%40ss12@a.b" },
      `(${btoa("me:p@ss12")})`,
      `(${mark})`,
    ],
    ["a header that sounds harmless", { headers: [["cache-key", "abcd1234"]] }, "abcd1234", mark],
    ["a header that describes", { headers: [["content-token", "abcd1234"]] }, "abcd1234", mark],
    ["a user part without a colon", { url: "https://sk_123@a.b" }, "sk_123", mark],
    ...[
      "key",
      "api_key",
      "subscription-key",
      "access_token",
      "sig",
      "X-Amz-Signature",
      "client_secret",
      "password",
      "pass",
      "pwd",
      "passphrase",
      "jwt",
      "sas",
      // Of Azure's Functions.
      "code",
      "authToken",
    ].map((name): [string, CallParts, string, string] => [
      `${name} of a query`,
      { url: `/a?b=1&${name}=abc%2F123` },
      "abc/123 abc%2F123",
      `${mark} ${mark}`,
    ]),
    [
      "the user part of any URL",
      {},
      "via http://me:x@proxy:1/ and //y@z",
      `via http://${mark}@proxy:1/ and //${mark}@z`,
    ],
    ["Basic credentials of anybody", {}, "Basic bWU6cGFzc3dvcmQxMg==!", `Basic ${mark}!`],
    [
      "the longer of two that begin alike",
      { apiKey: "sk-123", headers: [["a", "sk-123456"]] },
      "sk-123456 sk-123",
      `${mark} ${mark}`,
    ],
  ])("%s", (_, parts, text, want) => {
    expect(secretsOf(parts)(text)).toBe(want);
  });
});

describe("no secret", () => {
  const sent: [string, string][] = [
    ["accept", "application/json"],
    ["accept-language", "en-GB,en;q=0.5"],
    ["cache-control", "no-cache"],
    ["content-type", "application/json"],
    ["connection", "keep-alive"],
    ["host", "api.example"],
    ["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"],
    ["user-agent", "something/1.0"],
    ["openai-beta", "assistants=v2"],
    ["anthropic-version", "2023-06-01"],
    ["x-ms-version", "2020-04-08"],
    ["x-request-id", "my-request-1"],
    ["x-short", "seven77"],
  ];
  test.each(sent)("the header %s: %s", (name, value) => {
    expect(secretsOf({ headers: [[name, value]] })(value)).toBe(value);
  });

  test.each<[string, CallParts, string]>([
    ["a short key", { apiKey: "token" }, "a token"],
    ["a short password", { url: "https://me:x@a.b" }, "me x"],
    ["another parameter", { url: "/a?api-version=2024-10-21&limit=100000" }, "2024-10-21 100000"],
    ["an address for mail", {}, "mail me@a.example, or see https://a.example/@me"],
    ["Basic as a word", {}, "Basic authentication required, or a Bearer token"],
    ["a URL without a user part", {}, "https://a.example/b?c=d@e"],
  ])("%s", (_, parts, text) => {
    expect(secretsOf(parts)(text)).toBe(text);
  });
});

test.each([
  ["https://me:x@a.b/c?d=1#e", `https://${mark}@a.b/c?d=1#e`],
  ["https://me:p@ss@a.b", `https://${mark}@a.b`],
  ["/a?key=x&b=2&sig=&c", `/a?key=${mark}&b=2&sig=${mark}&c`],
  ["https://a.b/@me", "https://a.b/@me"],
  ["", ""],
])("the URL %s is shown as %s", (url, want) => {
  expect(shownUrl(url)).toBe(want);
});

test("a host that is called like a stand-in for the key is shown", () => {
  const redact = secretsOf({ apiKey: "ollama" });
  expect(shownUrl("http://ollama:11434/v1/ollama", redact)).toBe(`http://ollama:11434/v1/${mark}`);
});

describe("a header's value", () => {
  test.each<[string, HeadersInit]>([
    ["plain", { a: "b" }],
    ["empty", { a: "" }],
    ["Latin-1", { a: "caf\u00e9" }],
    ["with a tab", { a: "b\tc" }],
    ["with a line's end after it, as of a file", { a: "b\n" }],
    ["of a Headers object", new Headers({ a: "b" })],
    ["none", { a: null as never, b: undefined as never }],
  ])("%s is taken", (_, headers) => {
    expect(() => {
      checkHeaders([undefined, headers]);
    }).not.toThrow();
  });

  test.each(["b\nc", "b\rc", "b\0", "b\u007fc", "b…"])("%j is refused", (value) => {
    expect(() => {
      checkHeaders([{ ok: "1" }, { "api-key": value }]);
    }).toThrow(
      new TypeError('headers["api-key"] must be one line of Latin-1, got other characters'),
    );
  });
});

test("a URL with what can't be encoded breaks nothing", () => {
  expect(secretsOf({ url: "https://\ud83d-secret:%zz-secret@a.b" })("%zz-secret")).toBe(mark);
});
