import { expect, onTestFinished, test, vi } from "vitest";
import { createClient, uploadFile, UploadsApi } from "../../../generated/src/node.ts";
import { rejection, serve } from "../support.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", filename: "a.jsonl", partSize: 300 } as const;

test("a creation that is not answered is a stall, and asked for again", async () => {
  let requests = 0;
  const baseUrl = await serve((request, response) => {
    request.resume();
    if (++requests > 1) response.writeHead(400).end();
  });
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl }));
  const error = await rejection(uploadFile(uploads, content, { ...options, stallTimeout: 500 }));
  expect(error).toMatchObject({ failure: "failed", attempts: 2, cause: { status: 400 } });
});

test("an Upload that expires is started over as soon as its hour is over, whatever its parts are at", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const isFirst = (uploadId?: string) => uploadId === "upload_000001";
  const { uploads } = connect({
    faults: ({ uploadId }) => (isFirst(uploadId) ? { kind: "stall", afterBytes: 0 } : undefined),
  });
  const begun = Date.now();
  const restarts: unknown[] = [];
  const given = uploadFile(uploads, new Blob([content]), {
    ...options,
    filename: "a",
    stallTimeout: 7_200_000,
    onRestart: (reason) => restarts.push(Date.now() - begun, reason),
  });
  await vi.runAllTimersAsync();
  expect(restarts).toEqual([3_600_000, expect.stringContaining("it has expired; upload again: ")]);
  expect(await given).toMatchObject({ id: "upload_000002", status: "completed" });
  expect(vi.getTimerCount()).toBe(0);
});
