import { describe, expect, test } from "vitest";
import {
  bytes,
  partBody,
  post,
  postPart,
  read,
  request,
  serverWithUpload,
  split,
  stream,
} from "./helpers.ts";

const partsPath = "/uploads/upload_000001/parts";
const multipart = "multipart/form-data; boundary=xyz";

describe("accepts", () => {
  test("FormData with a File", async () => {
    const server = await serverWithUpload();
    const form = new FormData();
    form.append("data", new File([Uint8Array.of(0, 13, 10, 255)], 'ü "1".bin'));
    const response = await server.fetch(request(partsPath, { body: form }));
    expect(response.status).toBe(200);
    expect(server.uploads()[0]?.parts).toEqual([
      { id: "part_000001", size: 4, filename: 'ü "1".bin' },
    ]);
  });

  test("FormData with a Blob", async () => {
    const server = await serverWithUpload();
    const form = new FormData();
    form.append("data", new Blob(["hello"]));
    await server.fetch(request(partsPath, { body: form }));
    expect(server.uploads()[0]?.parts).toMatchObject([{ size: 5, filename: "blob" }]);
  });

  test.each([
    ["no filename", 'form-data; name="data"', undefined],
    ["an empty one", 'form-data; name="data"; filename=""', ""],
    ["filename*", "form-data; name=data; filename*=utf-8''%C3%BC", "ü"],
  ])("a field with %s", async (_, head, filename) => {
    const server = await serverWithUpload();
    await postPart(server, "upload_000001", partBody("hello", head));
    expect(server.uploads()[0]?.parts).toEqual([{ id: "part_000001", size: 5, filename }]);
  });

  test("a stream of single bytes", async () => {
    const server = await serverWithUpload();
    await postPart(server, "upload_000001", stream(split(partBody("a\r\n--xy\r\n"), 1)));
    expect(server.uploads()[0]?.parts).toMatchObject([{ size: 9, filename: "part" }]);
  });

  test("a Part of exactly the limit", async () => {
    const server = await serverWithUpload({ maxPartBytes: 5 });
    expect((await postPart(server, "upload_000001", partBody("12345"))).status).toBe(200);
  });

  test("a quoted boundary and the right Content-Length", async () => {
    const server = await serverWithUpload();
    const body = partBody("hello");
    const headers = {
      "content-type": 'multipart/form-data; boundary="xyz"',
      "content-length": `${body.length}`,
    };
    expect((await post(server, partsPath, { body, headers })).status).toBe(200);
  });
});

describe("refuses, and stores no Part", () => {
  const twice = `${partText("a")}${partText("b")}--xyz--\r\n`;
  test.each<[string, string | Uint8Array<ArrayBuffer>, string | null, string]>([
    [
      "another field",
      partBody("a", 'form-data; name="file"; filename="x"'),
      "file",
      "unknown_parameter",
    ],
    ["data twice", bytes(twice), "data", "unknown_parameter"],
    ["a second field", bytes(twice.replace('"data"', '"other"')), "other", "unknown_parameter"],
    [
      "a field after data",
      bytes(twice.replace(/"data"(?!.*"data")/s, '"more"')),
      "more",
      "unknown_parameter",
    ],
    ["no field", bytes("--xyz--\r\n"), "data", "missing_required_parameter"],
    ["no bytes", partBody(""), "data", "invalid_value"],
    ["a body cut off", partBody("hello").slice(0, -4), null, "invalid_multipart"],
    ["an empty body", bytes(""), null, "invalid_multipart"],
  ])("%s → 400", async (_, body, param, code) => {
    const server = await serverWithUpload();
    expect(await postPart(server, "upload_000001", body)).toMatchObject({
      status: 400,
      body: { error: { type: "invalid_request_error", param, code } },
    });
    expect(server.uploads()[0]?.parts).toEqual([]);
  });

  test("a Part over the limit → 413, without reading on", async () => {
    const server = await serverWithUpload({ maxPartBytes: 5 });
    let cancelled = false;
    const endless = new ReadableStream({
      start: (controller) => {
        controller.enqueue(partBody("").slice(0, -11));
      },
      pull: (controller) => {
        controller.enqueue(bytes("123"));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const answer = await postPart(server, "upload_000001", endless);
    expect(answer).toMatchObject({
      status: 413,
      body: { error: { param: "data", code: "part_too_large" } },
    });
    expect(cancelled).toBe(true);
    expect(server.uploads()[0]?.parts).toEqual([]);
  });

  test("one byte over the default limit of 64 MiB → 413", async () => {
    const server = await serverWithUpload();
    const block = new Uint8Array(2 ** 22);
    function* body() {
      yield partBody("").slice(0, -11);
      for (let index = 0; index < 16; index += 1) yield block;
      yield bytes("1\r\n--xyz--\r\n");
    }
    expect((await postPart(server, "upload_000001", stream(body()))).status).toBe(413);
  });

  test.each([
    ["application/json", 415],
    ["multipart/mixed; boundary=xyz", 415],
    ["text/plain; multipart/form-data", 415],
    ["multipart/form-data", 400],
  ])("Content-Type %s → %i", async (contentType, status) => {
    const server = await serverWithUpload();
    const headers = { "content-type": contentType };
    const response = await server.fetch(request(partsPath, { body: partBody("a"), headers }));
    expect((await read(response)).status).toBe(status);
  });

  test.each([
    ["longer", 1, "but the body ends after"],
    ["shorter", -1, "but the body is longer"],
  ])("a Content-Length %s than the body → 400", async (_, difference, message) => {
    const server = await serverWithUpload();
    const body = partBody("hello");
    const headers = { "content-type": multipart, "content-length": `${body.length + difference}` };
    const answer = await post(server, partsPath, { body: stream([body]), headers });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_body" } } });
    expect(JSON.stringify(answer.body)).toContain(message);
    expect(server.uploads()[0]?.parts).toEqual([]);
  });
});

test("a body that goes on past its Content-Length is not read on", async () => {
  const server = await serverWithUpload();
  const endless = new ReadableStream({
    start: (controller) => {
      controller.enqueue(partBody("").slice(0, -11));
    },
    pull: (controller) => {
      controller.enqueue(bytes("123"));
    },
  });
  const headers = { "content-type": multipart, "content-length": "1000" };
  expect((await post(server, partsPath, { body: endless, headers })).status).toBe(400);
});

test("an Upload cancelled while a Part arrives gets no Part", async () => {
  const server = await serverWithUpload();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const answer = postPart(server, "upload_000001", readable);
  const body = partBody("hello");
  await writer.write(body.slice(0, 70));
  await post(server, "/uploads/upload_000001/cancel");
  await writer.write(body.slice(70));
  await writer.close();
  expect((await answer).status).toBe(400);
  expect(server.uploads()[0]).toMatchObject({ status: "cancelled", parts: [] });
});

function partText(content: string): string {
  return `--xyz\r\nContent-Disposition: form-data; name="data"; filename="x"\r\n\r\n${content}\r\n`;
}
