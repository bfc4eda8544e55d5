import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { UploadsServer } from "../../../../generator/runtime/uploads/testing/index.ts";
import {
  bytes,
  createBody,
  partBody,
  post,
  postJson,
  postPart,
  request,
  serverWithUpload,
  split,
  stream,
} from "./helpers.ts";

// Content in files: the same behaviour, except that completeUpload takes its time over the md5.

const path = "/uploads/upload_000001";
const md5 = createHash("md5").update("hello world").digest("hex");
let directory: string;
let server: UploadsServer;
let time: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "uploads-directory-"));
  time = 0;
  server = await serverWithUpload({ directory, now: () => time });
  await postPart(server, "upload_000001", partBody(" world"));
  await postPart(server, "upload_000001", partBody("hello"));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

function complete(signal?: AbortSignal, sum = md5): Promise<Response> {
  const body = JSON.stringify({ part_ids: ["part_000002", "part_000001"], md5: sum });
  const headers = { "content-type": "application/json" };
  return server.fetch(request(`${path}/complete`, { body, headers, signal }));
}

test("the File is made of the Parts' files, in the order of part_ids", async () => {
  expect((await complete()).status).toBe(200);
  const file = server.file("file-000001");
  expect([file?.name, file?.size, await file?.text()]).toEqual(["a.jsonl", 11, "hello world"]);
  expect(await readdir(directory)).toEqual(["content_000001", "content_000002"]);
});

test("another md5 is refused, and the Upload stays pending", async () => {
  expect((await complete(undefined, "0".repeat(32))).status).toBe(400);
  expect((await complete()).status).toBe(200);
});

test("a Part that is refused is none", async () => {
  expect((await postPart(server, "upload_000001", partBody("x").slice(0, -4))).status).toBe(400);
  expect((await postPart(server, "upload_000001", partBody(""))).status).toBe(400);
  expect(server.uploads()[0]?.parts).toHaveLength(2);
});

describe("while the md5 is computed", () => {
  /** Holds back the first bytes that are read. `started` resolves when they are asked for. */
  function holdReading() {
    let release: () => void = () => undefined;
    const started = new Promise<void>((begin) => {
      vi.spyOn(Blob.prototype, "arrayBuffer").mockImplementationOnce(() => {
        begin();
        return new Promise((resolve) => {
          release = () => {
            resolve(bytes("hello").buffer);
          };
        });
      });
    });
    return {
      started,
      release: () => {
        release();
      },
    };
  }

  test("every other operation is refused with 409, and the Upload does not expire", async () => {
    const { started, release } = holdReading();
    const first = complete();
    await started;
    time += 3_600_000;
    const others = [
      (await complete()).status,
      (await post(server, `${path}/cancel`)).status,
      (await postPart(server, "upload_000001", partBody("x"))).status,
    ];
    expect([others, server.uploads()[0]?.status]).toEqual([[409, 409, 409], "pending"]);
    release();
    expect((await first).status).toBe(200);
  });

  test("an abort leaves the Upload pending", async () => {
    const { started, release } = holdReading();
    const controller = new AbortController();
    const answer = complete(controller.signal);
    await started;
    controller.abort(new Error("enough"));
    release();
    await expect(answer).rejects.toThrow("enough");
    expect(server.uploads()[0]?.status).toBe("pending");
    expect((await complete()).status).toBe(200);
  });
});

test("zeros come back, wherever they stand", async () => {
  const content = `${"\0".repeat(1000)}a${"\0".repeat(1000)}`;
  const body = { ...createBody, bytes: content.length };
  const folder = await mkdtemp(join(directory, "zeros-"));
  server = await serverWithUpload({ directory: folder }, body);
  await postPart(server, "upload_000001", stream(split(partBody(content), 100)));
  await postJson(server, `${path}/complete`, { part_ids: ["part_000001"] });
  expect(await server.file("file-000001")?.text()).toBe(content);
});

test("a folder that was used before is not written over", async () => {
  const second = await serverWithUpload({ directory }, createBody);
  await expect(postPart(second, "upload_000001", partBody("x"))).rejects.toThrow("EEXIST");
});
