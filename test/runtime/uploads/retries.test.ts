import { expect, onTestFinished, test, vi } from "vitest";
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
        throw new Error("the answer was lost");
      },
    },
  );
  expect(await rejection(uploadFile(uploads, content, options))).toMatchObject({
    failure: "already-completed",
    attempts: 2,
  });
  expect(server.uploads()).toHaveLength(1);
});
