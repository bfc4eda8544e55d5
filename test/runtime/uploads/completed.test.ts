/** What servers answer a completion with. */
import { expect, test } from "vitest";
import { uploadFile } from "../../../generated/src/index.ts";
import { rejection } from "../support.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", filename: "a.jsonl", expiresAfter: 3600 } as const;

/** Uploads to a server that has its own response to completions, made from the usual one. */
function complete(change: (upload: { file: object }) => unknown) {
  const { server, uploads } = connect(
    {},
    {
      fetch: async (request) => {
        const response = await server.fetch(request);
        if (!request.url.endsWith("/complete")) return response;
        return Response.json(change((await response.json()) as { file: object }));
      },
    },
  );
  return uploadFile(uploads, content, options);
}

test("the File itself is taken for the completed Upload's", async () => {
  const usual = await complete((upload) => upload);
  const upload = await complete(({ file }) => file);
  expect(upload.file).toEqual({
    ...usual.file,
    created_at: expect.any(Number) as number,
    expires_at: expect.any(Number) as number,
  });
  expect(upload).toEqual({
    id: usual.id,
    object: "upload",
    status: "completed",
    bytes: 1000,
    filename: "a.jsonl",
    purpose: "batch",
    created_at: upload.file.created_at,
    expires_at: expect.closeTo(usual.expires_at, -1) as number,
    file: upload.file,
  });
});

test.each<[string, unknown, string]>([
  ["a File without an id", { object: "file" }, "already-completed"],
  ["a File with a number as id", { object: "file", id: 7 }, "already-completed"],
  ["an empty file", { file: {} }, "already-completed"],
  ["a file that is text", { file: "file-1" }, "already-completed"],
  ["something else with an id", { object: "batch", id: "batch_1" }, "already-completed"],
  ["an Upload that is completed, without its file", { status: "completed" }, "already-completed"],
  ["an Upload that is still pending", { status: "pending", file: null }, "failed"],
  ["an Upload that is being put together", { status: "in_progress" }, "failed"],
  ["an Upload that was cancelled", { status: "cancelled" }, "cancelled"],
  ["an Upload that has failed", { status: "cancelled", error: "no" }, "cancelled"],
  ["an error among other things", { ok: false, error: { message: "quota reached" } }, "failed"],
  ["an error in FastAPI's words", { detail: "quota reached" }, "failed"],
])("%s is no File", async (_, response, failure) => {
  const error = await rejection(complete(() => response));
  expect(error).toMatchObject({
    failure,
    message: expect.stringContaining("a file in the response") as string,
  });
});

test.each([
  [{ error: "quota reached" }, ": 200 quota reached"],
  [{ error: "quota reached", status: "error" }, ": 200 quota reached"],
  [{ file: { id: 7 } }, 'expected a file in the response, got {"file":{"id":7}}'],
  [null, "expected a file in the response, got null"],
])("%j: the message shows what came instead", async (response, want) => {
  const error = await rejection(complete(() => response));
  expect((error as Error).message).toContain(want);
});

test("an Upload that has expired meanwhile is started over, once", async () => {
  let completions = 0;
  const upload = await complete((it) => (++completions === 1 ? { status: "expired" } : it));
  expect(upload).toMatchObject({ id: "upload_000002", file: { id: "file-000002" } });
});
