import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { multipart } from "../../generator/runtime/multipart.ts";
import { outcome, script, status } from "./replies.ts";
import { clientOf, readAll } from "./support.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("sends all the bytes again", async () => {
  const bodies: string[] = [];
  const client = clientOf({
    async fetch(request) {
      bodies.push((await readAll(request.body ?? new ReadableStream())).toString());
      return Response.json({}, { status: bodies.length < 3 ? 500 : 200 });
    },
  });
  const body = { data: new Blob(["hello"]), more: new File(["world"], "w"), text: "x" };
  await outcome(client.request("POST", "/form", { body, encode: multipart({}) }));
  expect(bodies).toHaveLength(3);
  expect(bodies[0]).toMatch(/hello[^]*world/);
  expect(new Set(bodies).size).toBe(1);
});

test("opens a source of a caller's own again for each attempt", async () => {
  let opened = 0;
  const stream = () => {
    opened += 1;
    return new Blob(["hello"]).stream();
  };
  const bodies: string[] = [];
  const client = clientOf({
    async fetch(request) {
      bodies.push(await request.text());
      return Response.json({}, { status: 500 });
    },
  });
  const body = { data: { size: 5, type: "", stream, slice: () => undefined } };
  await outcome(client.request("POST", "/form", { body, encode: multipart({}) }));
  expect(opened).toBe(3);
  expect(new Set(bodies).size).toBe(1);
});

test("never sends half a stream: what can't be read again is sent once", async () => {
  const { fetch, times } = script(status(503, { "x-should-retry": "true" }));
  const body = { data: new Blob(["hello"]).stream() };
  const call = clientOf({ fetch }).request("POST", "/form", { body, encode: multipart({}) });
  expect(await outcome(call)).toMatchObject({ name: "ApiError", status: 503 });
  expect(times).toHaveLength(1);
});
