import { describe, expect, test } from "vitest";
import {
  validateCompleteUpload,
  validateCreateUpload,
} from "../../../../generator/runtime/uploads/testing/validate.ts";
import { createBody } from "./helpers.ts";

const expiresAfter = { anchor: "created_at", seconds: 3600 };
const eightGiB = 8_589_934_592;

describe("createUpload accepts", () => {
  test.each<[string, object]>([
    ["the required properties", createBody],
    ["one byte", { ...createBody, bytes: 1 }],
    ["8 GiB", { ...createBody, bytes: eightGiB }],
    ["the shortest expiry", { ...createBody, expires_after: expiresAfter }],
    [
      "the longest expiry",
      { ...createBody, expires_after: { ...expiresAfter, seconds: 2_592_000 } },
    ],
    ...["assistants", "batch", "fine-tune", "user_data", "evals"].map(
      (purpose): [string, object] => [`purpose ${purpose}`, { ...createBody, purpose }],
    ),
    ...["png", "jpeg", "gif", "webp"].map((name): [string, object] => [
      `image/${name} for vision`,
      { ...createBody, purpose: "vision", mime_type: `image/${name}` },
    ]),
    ["a type with parameters", { ...createBody, mime_type: "text/plain; charset=utf-8" }],
  ])("%s", (_, body) => {
    expect(validateCreateUpload(body)).toEqual(body);
  });
});

describe("createUpload refuses", () => {
  test.each<[string, unknown, string | undefined, string]>([
    ["null", null, undefined, "invalid_type"],
    ["an array", [createBody], undefined, "invalid_type"],
    ["a string", "upload", undefined, "invalid_type"],
    ["no filename", without("filename"), "filename", "missing_required_parameter"],
    ["no purpose", without("purpose"), "purpose", "missing_required_parameter"],
    ["no bytes", without("bytes"), "bytes", "missing_required_parameter"],
    ["no mime_type", without("mime_type"), "mime_type", "missing_required_parameter"],
    ["an unknown property", { ...createBody, mimeType: "a/b" }, "mimeType", "unknown_parameter"],
    ["a filename of null", { ...createBody, filename: null }, "filename", "invalid_type"],
    ["a numeric mime_type", { ...createBody, mime_type: 1 }, "mime_type", "invalid_type"],
    [
      "a purpose only Files have",
      { ...createBody, purpose: "batch_output" },
      "purpose",
      "invalid_value",
    ],
    [
      "a mime_type that is none",
      { ...createBody, mime_type: "jsonl" },
      "mime_type",
      "invalid_value",
    ],
    ["an empty mime_type", { ...createBody, mime_type: "" }, "mime_type", "invalid_value"],
    [
      "text for vision",
      { ...createBody, purpose: "vision", mime_type: "text/plain" },
      "mime_type",
      "invalid_value",
    ],
    [
      "an image that vision does not take",
      { ...createBody, purpose: "vision", mime_type: "image/svg+xml" },
      "mime_type",
      "invalid_value",
    ],
    ["bytes as text", { ...createBody, bytes: "11" }, "bytes", "invalid_type"],
    ["a fraction of bytes", { ...createBody, bytes: 1.5 }, "bytes", "invalid_type"],
    ["no bytes at all", { ...createBody, bytes: 0 }, "bytes", "invalid_value"],
    ["more than 8 GiB", { ...createBody, bytes: eightGiB + 1 }, "bytes", "invalid_value"],
    ["an expiry of null", { ...createBody, expires_after: null }, "expires_after", "invalid_type"],
  ])("%s", (_, body, param, code) => {
    expect(refusal(() => validateCreateUpload(body))).toMatchObject({
      status: 400,
      details: { param, code },
    });
  });
});

describe("createUpload refuses an expiry with", () => {
  test.each<[string, object, string, string]>([
    ["no anchor", { seconds: 3600 }, "anchor", "missing_required_parameter"],
    ["no seconds", { anchor: "created_at" }, "seconds", "missing_required_parameter"],
    ["another anchor", { ...expiresAfter, anchor: "now" }, "anchor", "invalid_value"],
    ["under an hour", { ...expiresAfter, seconds: 3599 }, "seconds", "invalid_value"],
    ["over 30 days", { ...expiresAfter, seconds: 2_592_001 }, "seconds", "invalid_value"],
    ["a fraction of a second", { ...expiresAfter, seconds: 3600.5 }, "seconds", "invalid_type"],
    ["an unknown property", { ...expiresAfter, days: 1 }, "days", "unknown_parameter"],
  ])("%s", (_, expires_after, name, code) => {
    const body = { ...createBody, expires_after };
    expect(refusal(() => validateCreateUpload(body))).toMatchObject({
      status: 400,
      details: { param: `expires_after.${name}`, code },
    });
  });
});

describe("completeUpload accepts", () => {
  test.each<[string, object]>([
    ["part_ids", { part_ids: ["b", "a"] }],
    ["an md5 in lower case", { part_ids: ["a"], md5: "0123456789abcdef0123456789abcdef" }],
    ["an md5 in upper case", { part_ids: ["a"], md5: "0123456789ABCDEF0123456789ABCDEF" }],
  ])("%s", (_, body) => {
    expect(validateCompleteUpload(body)).toEqual(body);
  });
});

describe("completeUpload refuses", () => {
  test.each<[string, unknown, string | undefined, string]>([
    ["an array", ["a"], undefined, "invalid_type"],
    ["no part_ids", {}, "part_ids", "missing_required_parameter"],
    ["part_ids as text", { part_ids: "a" }, "part_ids", "invalid_type"],
    ["empty part_ids", { part_ids: [] }, "part_ids", "invalid_value"],
    ["an id that is not text", { part_ids: ["a", 1] }, "part_ids[1]", "invalid_type"],
    ["an id twice", { part_ids: ["a", "b", "a"] }, "part_ids[2]", "invalid_value"],
    ["an unknown property", { part_ids: ["a"], partIds: [] }, "partIds", "unknown_parameter"],
    ["an md5 of null", { part_ids: ["a"], md5: null }, "md5", "invalid_type"],
    ["an md5 too short", { part_ids: ["a"], md5: "0".repeat(31) }, "md5", "invalid_value"],
    [
      "an md5 in base64",
      { part_ids: ["a"], md5: "XUFAKrxLKna5cZ2REBfFkg==" },
      "md5",
      "invalid_value",
    ],
  ])("%s", (_, body, param, code) => {
    expect(refusal(() => validateCompleteUpload(body))).toMatchObject({
      status: 400,
      details: { param, code },
    });
  });
});

test("a message gives the value, the place and the remedy", () => {
  const body = { ...createBody, expires_after: { ...expiresAfter, seconds: 60 } };
  expect(() => validateCreateUpload(body)).toThrow(
    "expires_after.seconds is 60: use 3600 to 2592000.",
  );
});

function without(name: keyof typeof createBody): object {
  return Object.fromEntries(Object.entries(createBody).filter(([key]) => key !== name));
}

function refusal(act: () => unknown): unknown {
  try {
    return { accepted: act() };
  } catch (error) {
    return error;
  }
}
