import { describe, expect, onTestFinished, test, vi } from "vitest";
import { uploadFile } from "../../../generated/src/node.ts";
import { rejection } from "../support.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", filename: "a.jsonl", partSize: 300 } as const;

test("an error tells the place, the attempts and the cause", async () => {
  const faults = ({ index }: { index: number }) =>
    index >= 3 && index <= 5 ? ({ kind: "status", status: 500 } as const) : undefined;
  const { uploads } = connect({ faults });
  const error = await rejection(
    uploadFile(uploads, content, { ...options, concurrency: 1, maxRetries: 2 }),
  );
  expect(error).toMatchObject({
    failure: "failed",
    uploadId: "upload_000001",
    partIndex: 2,
    start: 600,
    end: 900,
    attempts: 3,
    cause: { name: "ApiError", status: 500 },
  });
  expect((error as Error).message).toMatch(
    /^part 2 \(bytes 600 to 899\) of Upload upload_000001: /,
  );
});

test.each<[string, number, number, object]>([
  ["a part", 1, 10, { status: "completed" }],
  ["a part", 1, 11, { attempts: 11 }],
  ["the completion", 2, 10, { status: "completed" }],
  ["the creation", 0, 2, { status: "completed" }],
  ["the creation", 0, 3, { attempts: 3 }],
])("%s (request %i) that fails %i times", async (_, from, times, want) => {
  const again = { form: "milliseconds", milliseconds: 1 } as const;
  const fault = { kind: "status", status: 503, retryAfter: again } as const;
  const faults = ({ index }: { index: number }) =>
    index >= from && index < from + times ? fault : undefined;
  const { uploads } = connect({ faults });
  const upload = uploadFile(uploads, content, { ...options, partSize: 1000 });
  expect(await upload.catch((error: unknown) => error)).toMatchObject(want);
});

test("a completion that is asked for again after the expiry is not an upload to start over", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const { server, uploads } = connect(
    {},
    {
      fetch: async (request) => {
        const answer = await server.fetch(request);
        if (!request.url.endsWith("/complete") || answer.status !== 200) return answer;
        vi.setSystemTime(Date.now() + 3_700_000);
        throw new Error("the response was lost");
      },
    },
  );
  expect(await rejection(uploadFile(uploads, content, options))).toMatchObject({
    failure: "already-completed",
    attempts: 2,
  });
  expect(server.uploads()).toHaveLength(1);
});

describe("a server that asks to wait", () => {
  const minutes = (count: number) => count * 60_000;

  /** The upload's end, and when the second request of the given kind was sent, in minutes after its first. */
  async function asked(at: number, headers: Record<string, string>, given = {}) {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const times: number[] = [];
    let index = 0;
    const { server, uploads } = connect(
      {},
      {
        fetch: async (request) => {
          if (index++ === at) {
            times.push(Date.now());
            await request.arrayBuffer();
            return Response.json({ error: { message: "later" } }, { status: 503, headers });
          }
          if (index === at + 2) times.push(Date.now());
          return server.fetch(request);
        },
      },
    );
    const call = { ...options, partSize: 1000, concurrency: 1, ...given };
    const upload = uploadFile(uploads, content, call).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    const [first = 0, second = NaN] = times;
    return { end: await upload, waited: (second - first) / minutes(1) };
  }

  test.each<[string, number, object, number]>([
    ["61 s for a part", 1, { "retry-after": "61" }, 61 / 60],
    ["half an hour for a part", 1, { "retry-after": "1800" }, 30],
    ["half an hour for the completion", 2, { "retry-after": "1800" }, 30],
    ["a minute for the creation", 0, { "retry-after": "60" }, 1],
  ])("%s is waited for", async (_, at, headers, want) => {
    const { end, waited } = await asked(at, headers as Record<string, string>);
    expect(end).toMatchObject({ status: "completed" });
    expect(waited).toBe(want);
  });

  const minute = { maxRetryDelay: minutes(1) };
  const over = "; the Upload expires before that";
  const tooLong = ", more than maxRetryDelay (60000)";
  test.each<[string, number, number, object, string]>([
    ["longer than the Upload lives", 1, 3601, {}, over],
    ["longer than it lives, whatever the option", 1, 3601, { maxRetryDelay: Infinity }, over],
    ["longer than it lives, and than the option says", 1, 3601, minute, over],
    ["longer than it lives, for the completion", 2, 3601, {}, over],
    ["longer than the option says", 1, 61, minute, tooLong],
    ["longer than the client waits, for the creation", 0, 61, {}, tooLong],
  ])("%s ends the upload, which says so", async (_, at, seconds, given, why) => {
    const { end } = await asked(at, { "retry-after": String(seconds) }, given);
    expect(end).toMatchObject({
      failure: "failed",
      attempts: 1,
      message: expect.stringMatching(
        RegExp(
          `503 later; the server asks to wait ${seconds}000 ms${why.replace(/[()]/g, "\\$&")}$`,
        ),
      ) as string,
    });
  });

  test("for the creation, the option counts", async () => {
    const given = { maxRetryDelay: minutes(2) };
    const { end, waited } = await asked(0, { "retry-after": "90" }, given);
    expect(end).toMatchObject({ status: "completed" });
    expect(waited).toBe(1.5);
  });
});
