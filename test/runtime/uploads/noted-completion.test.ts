/** Stores that keep the completed Upload, so that a process killed after that does not upload the file again. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { rejection } from "../support.ts";
import { content, failing, noting, upload } from "./noting.ts";
import { connect, contentOf, operations } from "./support.ts";

afterEach(() => vi.useRealTimers());

test("the completed Upload is kept in place of the checkpoint, and nothing is deleted", async () => {
  const { uploads } = connect();
  const { store, kept, calls } = noting();
  const { result } = await upload(uploads, { checkpoint: store });
  expect(calls.slice(-2)).toEqual(["set", "complete"]);
  expect(calls).not.toContain("delete");
  const [text = ""] = kept.values();
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    uploadId: result.id,
    parts: { 0: "part_000001", 3: "part_000004" },
    isCompleting: true,
    completed: JSON.parse(JSON.stringify(result)) as object,
  });
});

test("a call that finds it resolves with it, without a request, and tells of 100 %", async () => {
  const { server, uploads } = connect();
  const { store } = noting();
  const { result } = await upload(uploads, { checkpoint: store });
  const asked = operations(server).length;
  const told: [number, number][] = [];
  const onProgress = ({ bytesSent, partsDone }: { bytesSent: number; partsDone: number }) =>
    told.push([bytesSent, partsDone]);
  const again = await upload(uploads, { checkpoint: store, onProgress });
  expect(again).toEqual({ result: JSON.parse(JSON.stringify(result)) as object, restarts: [] });
  expect(operations(server)).toHaveLength(asked);
  expect(told).toEqual([[1000, 4]]);
});

test("so does one after the Upload's hour", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { uploads } = connect();
  const { store } = noting();
  const { result } = await upload(uploads, { checkpoint: store });
  vi.setSystemTime(Date.now() + 2 * 3_600_000);
  const again = await upload(uploads, { checkpoint: store });
  expect(again).toMatchObject({ result: { id: result.id }, restarts: [] });
});

describe("a note that can't be made costs nothing but the note:", () => {
  test.each<[string, () => unknown]>([
    ["it rejects", () => Promise.reject(new Error("read only"))],
    [
      "it throws",
      () => {
        throw new Error("read only");
      },
    ],
    [
      "it hangs",
      () => {
        setImmediate(() => vi.advanceTimersByTime(2000));
        return new Promise(() => undefined);
      },
    ],
  ])("%s", async (_, complete) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { server, uploads } = connect();
    const { store, calls } = noting(complete);
    const { result } = await upload(uploads, { checkpoint: store });
    expect((await contentOf(server, result)).equals(content)).toBe(true);
    expect(calls.slice(-2)).toEqual(["set", "complete"]);
    // The next one doesn't upload the file again, but learns from the server what has become of it.
    const error = await rejection(upload(uploads, { checkpoint: store }));
    expect(error).toMatchObject({ failure: "already-completed", uploadId: result.id });
    expect(calls).not.toContain("delete");
    expect(server.uploads()).toHaveLength(1);
  });

  test("it hangs beyond an abort, which keeps no File back", async () => {
    const { server, uploads } = connect();
    const controller = new AbortController();
    const { store } = noting(() => {
      controller.abort();
      return new Promise(() => undefined);
    });
    const { result } = await upload(uploads, { checkpoint: store, signal: controller.signal });
    expect((await contentOf(server, result)).equals(content)).toBe(true);
  });
});

describe("a completion whose response was lost", () => {
  test("is told of each time, and the checkpoint stays until the caller deletes it", async () => {
    const { server, uploads } = connect(failing(5, { kind: "response-lost" }));
    const { store, kept, calls } = noting();
    const upload1 = () => rejection(upload(uploads, { checkpoint: store }));
    expect(await upload1()).toMatchObject({ failure: "failed" });
    for (let time = 0; time < 2; time++)
      expect(await upload1()).toMatchObject({ failure: "already-completed" });
    expect(calls).not.toContain("delete");
    expect(server.uploads()).toHaveLength(1);
    kept.clear();
    await upload(uploads, { checkpoint: store });
    expect(server.uploads()).toHaveLength(2);
  });

  test("is told of each time where the server's words leave a doubt", async () => {
    const { server, uploads } = connect({
      ...failing(5, { kind: "response-lost" }),
      dialects: ["ended-is-vague"],
    });
    const { store, calls } = noting();
    await rejection(upload(uploads, { checkpoint: store }));
    for (let time = 0; time < 2; time++) {
      const error = await rejection(upload(uploads, { checkpoint: store }));
      expect(error).toMatchObject({ failure: "failed" });
      expect((error as Error).message).toContain("the File may exist");
    }
    expect(calls).not.toContain("delete");
    expect(server.uploads()).toHaveLength(1);
  });

  test("is asked about after the Upload's hour, too, instead of uploading the file again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const now = () => Date.now();
    const { server, uploads } = connect({ now, ...failing(5, { kind: "response-lost" }) });
    const { store } = noting();
    await rejection(upload(uploads, { checkpoint: store }));
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    const error = await rejection(upload(uploads, { checkpoint: store }));
    expect(error).toMatchObject({ failure: "already-completed" });
    expect(server.uploads()).toHaveLength(1);
  });
});

test("a completion that never arrived, asked about after the Upload's hour, starts over and says so", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const now = () => Date.now();
  const { server, uploads } = connect({ now, ...failing(5, { kind: "reset", afterBytes: 0 }) });
  const { store } = noting();
  await rejection(upload(uploads, { checkpoint: store }));
  vi.setSystemTime(Date.now() + 2 * 3_600_000);
  const { result, restarts } = await upload(uploads, { checkpoint: store });
  expect(restarts).toEqual([expect.stringContaining("it has expired")]);
  expect((await contentOf(server, result)).equals(content)).toBe(true);
});

test("an Upload that failed for good is deleted as ever", async () => {
  const { uploads } = connect(failing(3, { kind: "cancelled" }));
  const { store, kept, calls } = noting();
  const error = await rejection(upload(uploads, { checkpoint: store }));
  expect(error).toMatchObject({ failure: "cancelled" });
  expect(calls.at(-1)).toBe("delete");
  expect(kept.size).toBe(0);
});

type Body = { file: object } & object;

test.each<[string, (body: Body, echo: object) => object]>([
  ["with the Upload", (body, echo) => ({ ...body, ...echo })],
  ["with the File alone", ({ file }, echo) => ({ ...file, ...echo })],
])("what a completion that responds %s echoes of the key is not kept", async (_, change) => {
  const key = "sk-canary-0123456789";
  const { server, uploads } = connect(
    {},
    {
      apiKey: key,
      async fetch(request) {
        const response = await server.fetch(request);
        if (!request.url.endsWith("/complete")) return response;
        const echo = { echo: [`Bearer ${key}`, { [key]: key }] };
        return Response.json(change((await response.json()) as Body, echo));
      },
    },
  );
  const { store, kept } = noting();
  const { result } = await upload(uploads, { checkpoint: store });
  expect(result.status).toBe("completed");
  const [text = ""] = kept.values();
  expect(text).toContain('"completed":{');
  expect(text).toContain("[redacted]");
  expect(text).not.toContain(key);
});
