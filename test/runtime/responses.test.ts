import { expect, test } from "vitest";
import { clientOf } from "./support.ts";

function decode(
  accept: string | undefined,
  body: BodyInit | null,
  type: string,
  status = 200,
): Promise<unknown> {
  const headers = type === "" ? {} : { "content-type": type };
  const fetch = () => Promise.resolve(new Response(body, { status, headers }));
  return clientOf({ fetch, maxRetries: 0 }).request("GET", "/", { accept });
}

test.each<[string, string | undefined, string, string, unknown]>([
  ["JSON", undefined, '{"a":1}', "application/json", { a: 1 }],
  ["JSON labelled otherwise", undefined, '{"a":1}', "text/html", { a: 1 }],
  ["JSON without a label", "application/json; charset=utf-8", "[1]", "", [1]],
  ["JSON of a kind", "application/problem+json", "null", "", null],
  ["text", "text/csv", "1,2", "application/json", "1,2"],
  [
    "one of several: JSON",
    "text/plain, application/json",
    '{"a":1}',
    "Application/JSON;charset=utf-8",
    { a: 1 },
  ],
  ["one of several: text", "text/plain, application/json", '{"a":1}', "text/plain", '{"a":1}'],
  ["a range: JSON", "*/*", '{"a":1}', "application/json", { a: 1 }],
  ["no content expected", "", "surprise", "text/html", undefined],
])("%s", async (_, accept, body, type, want) => {
  expect(await decode(accept, body, type)).toEqual(want);
});

test.each([
  ["application/octet-stream", "", ""],
  ["application/jsonl", "application/jsonl", "application/jsonl"],
  ["application/json, image/png", "image/png", "image/png"],
])("as a Blob: %s", async (accept, type, want) => {
  const blob = await decode(accept, new TextEncoder().encode("bytes"), type);
  expect(blob).toBeInstanceOf(Blob);
  expect(await (blob as Blob).text()).toBe("bytes");
  expect((blob as Blob).type).toBe(want);
});

test("as a stream of events", async () => {
  const stream = await decode(
    "application/json, text/event-stream",
    "data: 1\n\n",
    "text/event-stream",
  );
  expect(await new Response(stream as ReadableStream).text()).toBe("data: 1\n\n");
});

test.each([200, 201, 202, 203, 206, 226])("%i is a success", async (status) => {
  expect(await decode(undefined, "{}", "application/json", status)).toEqual({});
});

test.each([204, 205])("%i has no content", async (status) => {
  expect(await decode(undefined, null, "", status)).toBeUndefined();
  expect(await decode("application/octet-stream", null, "", status)).toBeUndefined();
});
