import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../../../generator/runtime/uploads/testing/index.ts";
import { UploadsStore } from "../../../../generator/runtime/uploads/testing/uploads-store.ts";
import { createBody, partBody, post, postJson, postPart, serverWithUpload } from "./helpers.ts";

const path = "/uploads/upload_000001";
const start = 1_700_000_000_500;
const hour = 3_600_000;
const pending = {
  id: "upload_000001",
  object: "upload",
  bytes: 11,
  created_at: 1_700_000_000,
  filename: "a.jsonl",
  purpose: "fine-tune",
  status: "pending",
  expires_at: 1_700_003_600,
};
const file = {
  id: "file-000001",
  object: "file",
  bytes: 11,
  created_at: 1_700_000_000,
  expires_at: null,
  filename: "a.jsonl",
  purpose: "fine-tune",
  status: "processed",
  status_details: null,
};

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function withParts(contents: readonly string[], body?: object): Promise<UploadsServer> {
  const server = await serverWithUpload({}, body);
  for (const content of contents) await postPart(server, "upload_000001", partBody(content));
  return server;
}

function complete(server: UploadsServer, partIds: readonly number[], md5?: string) {
  const part_ids = partIds.map((id) => `part_00000${id}`);
  return postJson(server, `${path}/complete`, { part_ids, ...(md5 === undefined ? {} : { md5 }) });
}

describe("responses", () => {
  test("createUpload", async () => {
    const answer = await postJson(createUploadsServer(), "/uploads", createBody);
    expect(answer).toEqual({ status: 200, body: pending });
  });

  test("addUploadPart", async () => {
    const server = await serverWithUpload();
    vi.advanceTimersByTime(60_000);
    expect(await postPart(server, "upload_000001", partBody("hello"))).toEqual({
      status: 200,
      body: {
        id: "part_000001",
        object: "upload.part",
        created_at: 1_700_000_060,
        upload_id: "upload_000001",
      },
    });
  });

  test("completeUpload", async () => {
    const server = await withParts(["hello world"]);
    vi.advanceTimersByTime(60_000);
    const answer = await complete(server, [1]);
    expect(answer).toEqual({ status: 200, body: { ...pending, status: "completed", file } });
  });

  const expires_after = { anchor: "created_at", seconds: 7200 };
  test.each<[string, object, number | null]>([
    ["lasts", {}, null],
    ["for batch, 30 days", { purpose: "batch" }, file.created_at + 2_592_000],
    ["as expires_after says", { expires_after }, file.created_at + 7200],
    ["as it says for batch", { purpose: "batch", expires_after }, file.created_at + 7200],
  ])("completeUpload: the File %s", async (_, given, expires_at) => {
    const server = await withParts(["hello world"], { ...createBody, ...given });
    vi.advanceTimersByTime(60_000);
    const { body } = await complete(server, [1]);
    expect(body).toMatchObject({ file: { created_at: file.created_at, expires_at } });
  });

  test("cancelUpload", async () => {
    const answer = await post(await serverWithUpload(), `${path}/cancel`);
    expect(answer).toEqual({ status: 200, body: { ...pending, status: "cancelled" } });
  });

  test("ids are counted", async () => {
    const server = createUploadsServer();
    await postJson(server, "/uploads", createBody);
    await postJson(server, "/uploads", createBody);
    await postPart(server, "upload_000002", partBody("a"));
    await postPart(server, "upload_000001", partBody("b"));
    const ids = server.uploads().map(({ id, parts }) => [id, ...parts.map((part) => part.id)]);
    expect(ids).toEqual([
      ["upload_000001", "part_000002"],
      ["upload_000002", "part_000001"],
    ]);
  });
});

describe("the File", () => {
  test.each([
    ["one Part", ["hello world"], [1], "hello world"],
    ["the order of part_ids, not of arrival", [" world", "hello"], [2, 1], "hello world"],
    ["a Part that is not named is left out", ["hello", "hello", " world"], [2, 3], "hello world"],
  ])("%s", async (_, contents, partIds, want) => {
    const server = await withParts(contents);
    expect((await complete(server, partIds)).status).toBe(200);
    const content = server.file("file-000001");
    expect([content?.name, content?.type, await content?.text()]).toEqual([
      "a.jsonl",
      "text/jsonl",
      want,
    ]);
  });

  test("a sender may use its buffer again", async () => {
    const server = await withParts([]);
    const buffer = partBody("hello world");
    const pieces = [buffer.subarray(0, -11), buffer.subarray(-11)];
    const body = new ReadableStream(
      {
        pull: (stream) => {
          const piece = pieces.shift();
          if (pieces.length === 0) buffer.fill(0, 0, -11);
          if (piece === undefined) stream.close();
          else stream.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
    await postPart(server, "upload_000001", body);
    expect((await complete(server, [1])).status).toBe(200);
    expect(await server.file("file-000001")?.text()).toBe("hello world");
  });

  test("there is none before completeUpload", async () => {
    const server = await withParts(["hello world"]);
    expect(server.file("file-000001")).toBeUndefined();
  });
});

describe("completeUpload refuses, and the Upload stays pending", () => {
  const md5OfOther = createHash("md5").update("hello moon!").digest("hex");
  test.each<[string, string[], number[], string | undefined, string, string]>([
    [
      "too few bytes",
      ["hello", " world"],
      [1],
      undefined,
      "part_ids",
      "have 5 bytes, but the Upload was created for 11",
    ],
    ["too many bytes", ["hello", " world!"], [1, 2], undefined, "part_ids", "have 12 bytes"],
    [
      "an unknown Part",
      ["hello world"],
      [1, 7],
      undefined,
      "part_ids[1]",
      '"part_000007": name Parts of upload_000001',
    ],
    [
      "another md5",
      ["hello world"],
      [1],
      md5OfOther,
      "md5",
      "the content's md5 is 5eb63bbbe01eeed093cb22bb8f5acdc3",
    ],
  ])("%s", async (_, contents, partIds, md5, param, message) => {
    const server = await withParts(contents);
    const error = { type: "invalid_request_error", param, code: "invalid_value" };
    const answer = await complete(server, partIds, md5);
    expect(answer).toMatchObject({ status: 400, body: { error } });
    expect(JSON.stringify(answer.body).replaceAll("\\", "")).toContain(message);
    expect(server.uploads()[0]?.status).toBe("pending");
  });

  test("a Part of another Upload", async () => {
    const server = await withParts(["hello world"]);
    await postJson(server, "/uploads", createBody);
    const answer = await postJson(server, "/uploads/upload_000002/complete", {
      part_ids: ["part_000001"],
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { param: "part_ids[0]" } } });
  });
});

test.each([
  ["lower case", "5eb63bbbe01eeed093cb22bb8f5acdc3"],
  ["upper case", "5EB63BBBE01EEED093CB22BB8F5ACDC3"],
])("md5 of the content in the order of part_ids, %s", async (_, md5) => {
  const server = await withParts([" world", "hello"]);
  expect((await complete(server, [2, 1], md5)).status).toBe(200);
});

describe("an Upload that is not pending", () => {
  const ends: Record<string, (server: UploadsServer) => unknown> = {
    completed: (server) => complete(server, [1]),
    cancelled: (server) => post(server, `${path}/cancel`),
    expired: () => vi.advanceTimersByTime(hour),
  };
  const operations: Record<string, (server: UploadsServer) => Promise<unknown>> = {
    parts: (server) => postPart(server, "upload_000001", partBody("x")),
    complete: (server) => complete(server, [1]),
    cancel: (server) => post(server, `${path}/cancel`),
  };
  const cases = Object.keys(ends).flatMap((status) =>
    Object.keys(operations).map((name) => [status, name] as const),
  );

  test.each(cases)("%s: %s → 400", async (status, operation) => {
    const server = await withParts(["hello world"]);
    await ends[status]?.(server);
    const before = server.uploads();
    const message = `Upload upload_000001 is ${status}, not pending: create a new one.`;
    const error = { message, type: "invalid_request_error", param: null, code: null };
    expect(await operations[operation]?.(server)).toEqual({ status: 400, body: { error } });
    expect(server.uploads()).toEqual(before);
    expect(before[0]?.status).toBe(status);
  });
});

test("an Upload takes Parts until it has 8 GiB, whether they will be named or not", () => {
  const store = new UploadsStore(() => start);
  store.create({ ...createBody, expires_after: undefined });
  const part = { filename: "a", content: [], size: 2 ** 32 };
  store.addPart("upload_000001", part);
  store.addPart("upload_000001", part);
  const message = "Upload upload_000001 would have 8589934593 bytes, more than 8589934592";
  expect(() => store.addPart("upload_000001", { ...part, size: 1 })).toThrow(message);
});
