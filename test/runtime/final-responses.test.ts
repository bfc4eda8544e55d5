/** Successes that are complete, and not what the document says: no other attempt would make them so. */
import { describe, expect, test, vi } from "vitest";
import { isCutOff } from "../../generator/runtime/json-text.ts";
import { create, ok, outcome, script } from "./replies.ts";
import { clientOf, rejection } from "./support.ts";

const json = { "content-type": "application/json" };

test.each<[string, BodyInit | null, HeadersInit?]>([
  ["nothing", null],
  ["an empty string", ""],
  ["a text", "It works!"],
  ["a page", "<p>{[</p>"],
  ["what only looks like JSON", '{"id": upload}'],
  ["more than JSON", '{"id": "u"}}'],
  ["an error alone", '{"error": {"message": "no"}}'],
  ["a text with open brackets", "[warn] {cache is stale", { "content-type": "text/plain" }],
  ["a page that begins as JSON does", "[1, {", { "content-type": "text/html" }],
  ["a warning that is called JSON", "[warn] {cache is stale", json],
  ["an object without quotes", "{id: 1", json],
  ["a list with a comma too many", "[1,, {", json],
  ["a text that never ends, in a body as long as it says", '{"id":"u}}}', lengthOf(11)],
])("does not send again after a success that is %s", async (_, body, headers = json) => {
  const { fetch, times } = script(() => new Response(body, { headers }), ok);
  const want = { name: "ApiError", status: 200 };
  expect(await rejection(create(clientOf({ fetch })))).toMatchObject(want);
  expect(times).toHaveLength(1);
});

function lengthOf(bytes: number): HeadersInit {
  return { ...json, "content-length": String(bytes) };
}

describe("a success that holds nothing but an error", () => {
  test.each<[unknown, string]>([
    [{ error: "quota" }, "quota"],
    [{ error: { message: "quota" } }, "quota"],
    [{ error: { detail: "quota" } }, "quota"],
    [{ status: "error", error: { message: "quota", code: 7 } }, "quota"],
    [{ status: false, error: "quota" }, "quota"],
    [{ status: 429, error: "quota" }, "quota"],
    [{ success: false, code: 403, error: "quota" }, "quota"],
  ])("%j is thrown", async (value, message) => {
    const { fetch } = script(() => Response.json(value));
    expect(await rejection(create(clientOf({ fetch })))).toMatchObject({
      status: 200,
      message: `POST https://api.example/v1/uploads: 200 ${message}`,
      body: value,
    });
  });

  test.each([
    null,
    5,
    "error",
    { error: null },
    { error: "" },
    { error: {} },
    { error: ["no"] },
    { error: 5 },
    [{ error: "no" }],
    { status: "error" },
    { success: true, error: "no" },
    { status: "expired", error: "no" },
    { status: "completed", error: { message: "no" } },
    { id: "u", error: "no" },
    { id: "u", status: "failed", error: { message: "no" } },
    { data: [], error: "no" },
    { status: "error", error: { message: "no" }, warnings: [] },
    [],
    {},
  ])("%j is data", async (value) => {
    const { fetch } = script(() => Response.json(value));
    expect(await create(clientOf({ fetch }))).toEqual(value);
  });
});

describe("JSON that is cut off", () => {
  const whole = String.raw`{"a": [1, -2.5e+3, true, false, null, {"b\\": "\u00e9\\"}], "c": {}}`;
  const cut = Array.from({ length: whole.length - 1 }, (_, at) => whole.slice(0, at + 1));

  test.each(cut)("%s", (text) => {
    expect(isCutOff(text)).toBe(true);
  });

  test.each(cut)("not %s with what JSON does not allow", (text) => {
    expect(isCutOff(`${text}\u0001`)).toBe(false);
  });

  test.each<[string, HeadersInit]>([
    ["of its type", json],
    ["of no type", {}],
    ["as long as it says", lengthOf(15)],
  ])("is asked for again: %s", async (_, headers) => {
    const cutOff = () => new Response(new TextEncoder().encode('{"id":"u","a":['), { headers });
    const { fetch, times } = script(cutOff, ok);
    vi.useFakeTimers();
    expect(await outcome(create(clientOf({ fetch })))).toEqual({ ok: true });
    expect(times).toHaveLength(2);
    vi.useRealTimers();
  });
});
