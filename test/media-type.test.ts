import { describe, expect, test } from "vitest";
import { decodingOf, encodingOf, isJson, isXml } from "../generator/media-type.ts";

test.each([
  ["application/json", true],
  ["Application/JSON", true],
  ["application/json ; charset=utf-8", true],
  ["application/problem+json", true],
  ["application/jsonl", false],
  ["application/json-seq", false],
  ["text/json5", false],
  ["application/octet-stream; of=application/json", false],
  ["json", false],
])("%s is JSON: %s", (mediaType, want) => {
  expect(isJson(mediaType)).toBe(want);
});

test.each([
  ["text/xml", true],
  ["application/atom+XML; charset=utf-8", true],
  ["application/xml-dtd", false],
])("%s is XML: %s", (mediaType, want) => {
  expect(isXml(mediaType)).toBe(want);
});

describe("what the client makes of a response", () => {
  test.each([
    ["application/hal+json", "json"],
    ["text/plain; charset=utf-8", "text"],
    ["TEXT/CSV", "text"],
    ["text/event-stream", "stream"],
    ["text/event-stream; charset=utf-8", "stream"],
    ["image/png", "blob"],
    ["application/jsonl", "blob"],
    ["*/*", "by type"],
    ["application/*", "by type"],
    ["text/*", "text"],
    ["image/*", "blob"],
  ])("%s → %s", (mediaType, want) => {
    expect(decodingOf(mediaType)).toBe(want);
  });
});

describe("how a body is encoded", () => {
  test.each([
    ["application/merge-patch+json", "json"],
    ["multipart/form-data", "multipart"],
    ["multipart/form-data; boundary=x", "multipart"],
    ["multipart/mixed", "multipart"],
    ["Application/X-WWW-Form-Urlencoded", "form"],
    ["application/jsonl", "raw"],
    ["application/octet-stream", "raw"],
    ["*/*", "raw"],
  ])("%s → %s", (mediaType, want) => {
    expect(encodingOf(mediaType)).toBe(want);
  });
});
