import type { Socket } from "node:net";
import { describe, expect, test, vi } from "vitest";
import {
  createClient,
  fileCheckpoints,
  httpTransport,
  openFile,
  uploadFile,
  UploadError,
  UploadsApi,
} from "../../../generated/src/node.ts";
import { fetchTransport } from "../../../generated/src/runtime/transport.ts";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { temporaryPath } from "../node/support.ts";
import { rejection, serve } from "../support.ts";
import { bytes, operations } from "./support.ts";

const reason = new Error("enough");
const options = { purpose: "batch", partSize: 1 << 20 } as const;

describe.each([
  ["node:http", httpTransport()],
  ["fetch", fetchTransport()],
])("over %s, an abort", (_, transport) => {
  test.each([
    ["while bodies are sent", "data"],
    ["while responses are awaited", "end"],
  ])("%s closes every connection, and cancels", async (_name, moment) => {
    const controller = new AbortController();
    const reached = new Set<Socket>();
    let isCancelled = false;
    const baseUrl = await serve((request, response) => {
      const { url = "", socket } = request.resume();
      isCancelled ||= url.endsWith("/cancel");
      if (!url.endsWith("/parts"))
        response.end('{"id":"upload_1","created_at":0,"expires_at":3600}');
      else request.once(moment, () => reached.add(socket));
    });
    const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl, transport }));
    const source = { size: 4000, name: "a", fingerprint: () => "", read: () => slowly(moment) };
    const { signal } = controller;
    const uploading = rejection(
      uploadFile(uploads, source, { purpose: "batch", partSize: 1000, signal, md5: false }),
    );
    await expect.poll(() => reached.size, { interval: 1 }).toBe(4);
    controller.abort(reason);
    const isClosed = () => [...reached].every(({ destroyed }) => destroyed);
    await expect.poll(isClosed, { interval: 1 }).toBe(true);
    expect(await uploading).toBe(reason);
    expect(isCancelled).toBe(true);
  });
});

/** A part of 1,000 bytes: at once, or byte by byte. */
async function* slowly(moment: string): AsyncGenerator<Uint8Array> {
  if (moment === "end") yield new Uint8Array(999);
  else
    for (let left = 999; left > 0; left--) {
      yield new Uint8Array(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  yield new Uint8Array(1);
}

/** Uploads in memory, and aborts while the second part is answered. */
async function abortUpload(
  cancelStatus: number,
  given: object = {},
  why: Error = reason,
): Promise<{ error: unknown; server: ReturnType<typeof createUploadsServer> }> {
  const controller = new AbortController();
  const server = createUploadsServer({
    faults({ index, operation }) {
      if (index === 2) controller.abort(why);
      return operation === "cancelUpload" && cancelStatus !== 200
        ? { kind: "status", status: cancelStatus }
        : undefined;
    },
  });
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", fetch: server.fetch }));
  await using source = await openFile(await temporaryPath("a", bytes(100)));
  const { signal } = controller;
  const uploading = uploadFile(uploads, source, { ...options, partSize: 30, signal, ...given });
  return { error: await rejection(uploading), server };
}

test("a cancel that fails is noted on the reason, and does not hide it", async () => {
  const { error, server } = await abortUpload(400);
  expect(error).toBe(reason);
  expect(error).toMatchObject({ cancelError: { name: "ApiError", status: 400 } });
  expect(operations(server).at(-1)).toBe("cancel");
});

test("with a checkpoint the Upload is left to be resumed", async () => {
  const checkpoint = fileCheckpoints(await temporaryPath("checkpoints"));
  const { error, server } = await abortUpload(200, { checkpoint });
  expect(error).toBe(reason);
  expect(server.uploads()).toMatchObject([{ status: "pending" }]);
});

describe.each(["expired", "already-completed", "source-changed"] as const)(
  "an abort because another upload failed: %s",
  (failure) => {
    const other = new UploadError(failure, "another upload");

    test("leaves an Upload with a checkpoint to be resumed", async () => {
      const checkpoint = fileCheckpoints(await temporaryPath("checkpoints"));
      const onRestart = vi.fn();
      const { error, server } = await abortUpload(200, { checkpoint, onRestart }, other);
      expect(error).toBe(other);
      expect(server.uploads()).toMatchObject([{ status: "pending" }]);
      expect(onRestart).not.toHaveBeenCalled();
    });

    test("cancels one without", async () => {
      const { error, server } = await abortUpload(200, {}, other);
      expect(error).toBe(other);
      expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
    });
  },
);

test("before the beginning sends nothing", async () => {
  const server = createUploadsServer();
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", fetch: server.fetch }));
  const given = { ...options, filename: "a", signal: AbortSignal.abort(reason) };
  expect(await rejection(uploadFile(uploads, bytes(1), given))).toBe(reason);
  expect(server.requests()).toEqual([]);
});
