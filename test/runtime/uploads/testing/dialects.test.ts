import { describe, expect, test } from "vitest";
import {
  createUploadsServer,
  type Dialect,
  type UploadsServer,
} from "../../../../generator/runtime/uploads/testing/index.ts";
import { partBody, post, postJson, postPart, serverWithUpload } from "./helpers.ts";

const id = "upload_000001";
const path = `/uploads/${id}`;
const md5 = "5eb63bbbe01eeed093cb22bb8f5acdc3";
const otherMd5 = "0".repeat(32);

async function withParts(
  dialects: readonly Dialect[],
  contents: readonly string[] = ["hello", " world"],
  now: () => number = Date.now,
): Promise<UploadsServer> {
  const server = await serverWithUpload({ dialects, now });
  for (const content of contents) await postPart(server, id, partBody(content));
  return server;
}

function complete(server: UploadsServer, partIds: readonly number[], digest?: string) {
  const part_ids = partIds.map((number) => `part_00000${number}`);
  return postJson(server, `${path}/complete`, { part_ids, ...(digest && { md5: digest }) });
}

describe("an Upload that has ended", () => {
  const cases: [Dialect | undefined, number, RegExp, RegExp][] = [
    [undefined, 400, /is completed, not pending/, /is expired, not pending/],
    ["ended-is-404", 404, /There is no Upload/, /There is no Upload/],
    ["ended-is-410", 410, /is gone/, /is gone/],
    ["ended-is-409", 409, /is already completed/, /is already expired/],
    ["ended-is-vague", 400, /Upload cannot take parts/, /Upload cannot take parts/],
  ];

  test.each(cases)("%s: a Part", async (dialect, status, completed, expired) => {
    let now = 0;
    const server = await withParts(dialect ? [dialect] : [], undefined, () => now);
    await complete(server, [1, 2]);
    const late = await postPart(server, id, partBody("x"));
    expect(late).toMatchObject({
      status,
      body: { error: { message: expect.stringMatching(completed) as unknown } },
    });
    await postJson(server, "/uploads", {
      filename: "b",
      purpose: "batch",
      bytes: 1,
      mime_type: "a/b",
    });
    now = 3_600_000;
    const later = await postPart(server, "upload_000002", partBody("x"));
    expect(later).toMatchObject({
      status,
      body: { error: { message: expect.stringMatching(expired) as unknown } },
    });
  });

  test.each([
    ["complete", "Upload cannot be completed."],
    ["cancel", "Upload cannot be cancelled."],
  ])("vague: %s says what can't be done, not why", async (name, message) => {
    const server = await withParts(["ended-is-vague"]);
    await post(server, `${path}/cancel`);
    const answer = name === "cancel" ? post(server, `${path}/cancel`) : complete(server, [1, 2]);
    expect(await answer).toEqual({
      status: 400,
      body: { error: { message, type: "invalid_request_error", param: null, code: null } },
    });
  });

  test("404 is word for word that of an Upload that never was", async () => {
    const server = await withParts(["ended-is-404"]);
    const never = await post(server, "/uploads/upload_000009/cancel");
    await post(server, `${path}/cancel`);
    const ended = await post(server, `${path}/cancel`);
    expect(JSON.stringify(ended)).toBe(JSON.stringify(never).replace("upload_000009", id));
  });
});

describe("md5", () => {
  test.each<[Dialect[], string, number]>([
    [[], md5, 200],
    [[], otherMd5, 400],
    [["md5-is-ignored"], otherMd5, 200],
    [["md5-is-refused"], md5, 400],
  ])("%j and %s → %d", async (dialects, digest, status) => {
    const server = await withParts(dialects);
    expect((await complete(server, [1, 2], digest)).status).toBe(status);
  });

  test("one that is refused leaves the Upload pending, to be completed without", async () => {
    const server = await withParts(["md5-is-refused"]);
    expect(await complete(server, [1, 2], md5)).toMatchObject({
      body: { error: { message: "Unknown parameter: 'md5'.", param: "md5" } },
    });
    expect((await complete(server, [1, 2])).status).toBe(200);
  });
});

test("completes-as-file: the File itself; the Upload is completed as ever", async () => {
  const server = await withParts(["completes-as-file"]);
  const { body } = await complete(server, [1, 2]);
  expect(body).toMatchObject({ object: "file", id: "file-000001", bytes: 11 });
  expect(server.uploads()).toMatchObject([{ status: "completed", file: body }]);
});

describe("ascending-part-ids", () => {
  test.each<[string[], number[], number]>([
    [["hello", " world"], [1, 2], 200],
    [[" world", "hello"], [2, 1], 400],
    [["hello", "hello", " world"], [1, 3], 200],
    [["hello", " world", "hello"], [3, 2], 400],
  ])("of %j those with the numbers %j → %d", async (contents, partIds, status) => {
    const server = await withParts(["ascending-part-ids"], contents);
    expect((await complete(server, partIds)).status).toBe(status);
  });

  test("the message names the first that is out of order", async () => {
    const server = await withParts(["ascending-part-ids"]);
    expect(await complete(server, [2, 1])).toMatchObject({
      body: {
        error: {
          param: "part_ids[0]",
          message: expect.stringContaining("in which they were added") as unknown,
        },
      },
    });
  });
});

describe("Parts that are not named", () => {
  const again = ["hello", "hello", " world"];
  test("count for nothing", async () => {
    expect((await complete(await withParts([], again), [2, 3])).status).toBe(200);
  });

  test("counts-every-part: they do, for good", async () => {
    const server = await withParts(["counts-every-part"], again);
    const message = expect.stringContaining("have 16 bytes") as unknown;
    expect(await complete(server, [2, 3])).toMatchObject({
      status: 400,
      body: { error: { message } },
    });
    expect((await complete(await withParts(["counts-every-part"]), [1, 2])).status).toBe(200);
  });

  test("refuses-what-is-beyond: they do, as they come", async () => {
    const server = await withParts(["refuses-what-is-beyond"], ["hello", "hello"]);
    expect(await postPart(server, id, partBody(" world"))).toMatchObject({ status: 400 });
    expect(await postPart(server, id, partBody("!"))).toMatchObject({ status: 200 });
  });
});

test("dialects go together", async () => {
  const server = await withParts(["ended-is-409", "md5-is-ignored", "completes-as-file"]);
  expect(await complete(server, [1, 2], otherMd5)).toMatchObject({ body: { object: "file" } });
  expect(await complete(server, [1, 2])).toMatchObject({ status: 409 });
});

test.each([
  [["ended-is-404", "ended-is-vague"], 'both "ended-is-404" and "ended-is-vague"'],
  [["md5-is-refused", "md5-is-ignored"], 'both "md5-is-refused" and "md5-is-ignored"'],
  [["ended-is-418"], /a dialect must be one of ended-is-404, .*, got "ended-is-418"/],
])("%j is refused", (dialects, message) => {
  expect(() => createUploadsServer({ dialects: dialects as Dialect[] })).toThrow(message);
});
