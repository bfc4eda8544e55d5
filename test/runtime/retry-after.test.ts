import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { retryAfter } from "../../generator/runtime/retry-after.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
});

afterEach(() => {
  vi.useRealTimers();
});

test.each<[string, Record<string, string>, number | undefined]>([
  ["nothing", {}, undefined],
  ["seconds", { "retry-after": "3" }, 3000],
  ["fractions of them", { "retry-after": "0.25" }, 250],
  ["seconds with their unit", { "retry-after": "3s" }, 3000],
  ["no time", { "retry-after": "0" }, 0],
  ["the first of two headers", { "retry-after": "3, 5" }, 3000],
  ["a year of seconds", { "retry-after": "31536000" }, 31_536_000_000],
  ["OpenAI's milliseconds", { "retry-after-ms": "1500.5" }, 1500.5],
  ["both", { "retry-after-ms": "10", "retry-after": "3" }, 10],
  ["milliseconds that are none", { "retry-after-ms": "soon", "retry-after": "3" }, 3000],
  ["an HTTP date", { "retry-after": "Thu, 01 Jan 2026 00:00:07 GMT" }, 7000],
  ["an HTTP date of old", { "retry-after": "Thursday, 01-Jan-26 00:00:07 GMT" }, 7000],
  ["an ISO date", { "retry-after": "2026-01-01T00:00:07Z" }, 7000],
  ["an ISO date with fractions", { "retry-after": "2026-01-01T00:00:07.250Z" }, 7250],
  ["an ISO date of another zone", { "retry-after": "2026-01-01T02:00:07+02:00" }, 7000],
  ["an ISO date without a zone", { "retry-after": "2026-01-01T00:00:07" }, 7000],
  ["an ISO date with a space", { "retry-after": "2026-01-01 00:00:07" }, 7000],
  ["a day", { "retry-after": "2026-01-02" }, 86_400_000],
  ["seconds since 1970", { "retry-after": "1767225607" }, 7000],
  ["milliseconds since 1970", { "retry-after": "1767225607000" }, 7000],
  ["seconds since 1970, gone by", { "retry-after": "1767225599" }, undefined],
  ["a date gone by", { "retry-after": "Wed, 31 Dec 2025 23:59:00 GMT" }, undefined],
  ["an ISO date gone by", { "retry-after": "2025-12-31T23:59:00Z" }, undefined],
  ["a negative number", { "retry-after": "-3" }, undefined],
  ["a word", { "retry-after": "soon" }, undefined],
  ["something empty", { "retry-after": "" }, undefined],
  ["two points", { "retry-after": "1.2.3" }, undefined],
  [
    "a date by the server's clock, which is an hour ahead",
    { "retry-after": "Thu, 01 Jan 2026 01:00:07 GMT", date: "Thu, 01 Jan 2026 01:00:00 GMT" },
    7000,
  ],
  [
    "an ISO date by the server's clock, which is an hour behind",
    { "retry-after": "2025-12-31T23:00:07Z", date: "Wed, 31 Dec 2025 23:00:00 GMT" },
    7000,
  ],
  [
    "a date beside one that can't be read",
    { "retry-after": "2026-01-01T00:00:07Z", date: "today" },
    7000,
  ],
])("%s", (_, headers, want) => {
  expect(retryAfter(new Headers(headers))).toBe(want);
});
