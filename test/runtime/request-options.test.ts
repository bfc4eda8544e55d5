import { describe, expect, test } from "vitest";
import {
  createClient,
  UploadsApi,
  type Client,
  type CreateUploadRequest,
  type RequestOptions,
} from "../../generated/src/index.ts";
import { createUploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import { rejection } from "./support.ts";

const body: CreateUploadRequest = {
  filename: "a.jsonl",
  purpose: "batch",
  bytes: 1,
  mime_type: "text/jsonl",
};

function connected() {
  const server = createUploadsServer();
  return { server, uploads: new UploadsApi(createClient({ apiKey: "k", fetch: server.fetch })) };
}

describe("an option that no call has is refused before anything is sent", () => {
  test.each<[unknown, string]>([
    [{ signl: undefined }, "a call has no option signl; did you mean signal?"],
    [{ timeOut: 1 }, "a call has no option timeOut; did you mean timeout?"],
    [{ maxretries: 1, timeout: 1 }, "a call has no option maxretries; did you mean maxRetries?"],
    [{ zzz: 1 }, "a call has no option zzz; its options are signal, timeout, headers, "],
    [5, "options of a call must be an object, got Number"],
    [null, "options of a call must be an object, got Null"],
    [[], "options of a call must be an object, got Array"],
    [new AbortController().signal, "options of a call must be an object, got AbortSignal"],
  ])("%o", async (options, message) => {
    const { server, uploads } = connected();
    const call = uploads.createUpload(body, options as RequestOptions);
    expect(String(await rejection(call))).toContain(`TypeError: ${message}`);
    expect(server.requests()).toEqual([]);
  });
});

test("options of a class of the caller's are taken as they are", async () => {
  class Options {
    get maxRetries() {
      return 0;
    }
  }
  await expect(connected().uploads.createUpload(body, new Options())).resolves.toBeTruthy();
});

test.each<[string, (uploads: UploadsApi) => Promise<unknown>]>([
  ["createUpload", (uploads) => uploads.createUpload(undefined as never)],
  ["addUploadPart", (uploads) => uploads.addUploadPart("upload_1", undefined as never)],
])("%s without its body is refused before anything is sent", async (_, call) => {
  const { server, uploads } = connected();
  expect(String(await rejection(call(uploads)))).toBe("TypeError: body must be set, got undefined");
  expect(server.requests()).toEqual([]);
});

test.each<[unknown, string]>([
  [undefined, "Undefined"],
  [{ apiKey: "sk-1" }, "Object"],
  ["sk-1", "String"],
])("an API class for %o instead of a client is refused", (client, kind) => {
  const want = new TypeError(`client must be what createClient returns, got ${kind}`);
  expect(() => new UploadsApi(client as Client)).toThrow(want);
});

test("a client that is a test double is taken, whichever methods it has", () => {
  expect(() => new UploadsApi({ POST: () => undefined } as never)).not.toThrow();
});
