import createFetchClient from "openapi-fetch";
import { expectTypeOf, test } from "vitest";
import {
  createClient,
  UploadsApi,
  type OpenAIFile,
  type Upload,
  type UploadPart,
} from "../../generated/src/index.ts";
import type { paths } from "../../generated/src/schema.ts";

const uploads = new UploadsApi(createClient({ apiKey: "key" }));
const created = {
  filename: "a.txt",
  purpose: "assistants",
  bytes: 1,
  mime_type: "text/plain",
} as const;

test("each operation resolves to its schema", () => {
  expectTypeOf(uploads.createUpload).returns.resolves.toEqualTypeOf<Upload>();
  expectTypeOf(uploads.addUploadPart).returns.resolves.toEqualTypeOf<UploadPart>();
  expectTypeOf(uploads.completeUpload).returns.resolves.toEqualTypeOf<Upload>();
  expectTypeOf(uploads.cancelUpload).returns.resolves.toEqualTypeOf<Upload>();
});

test("Upload.file may be null or absent", () => {
  expectTypeOf<Upload["file"]>().toEqualTypeOf<OpenAIFile | null | undefined>();
});

test("a part takes bytes in any form", () => {
  void uploads.addUploadPart("upload_1", { data: new Blob([]) });
  void uploads.addUploadPart("upload_1", { data: new Uint8Array() });
  void uploads.addUploadPart("upload_1", { data: Buffer.from("") });
  void uploads.addUploadPart("upload_1", { data: new ArrayBuffer(1) });
  void uploads.addUploadPart("upload_1", { data: new DataView(new ArrayBuffer(1)) });
  void uploads.addUploadPart("upload_1", { data: new ReadableStream<Uint8Array>() });
  void uploads.addUploadPart("upload_1", { data: process.stdin });
  void uploads.addUploadPart("upload_1", { data: { data: new Blob([]), filename: "a.bin" } });
});

test("calls that the API would refuse do not compile", () => {
  // @ts-expect-error: a path parameter is missing
  void uploads.cancelUpload();
  // @ts-expect-error: the body is missing
  void uploads.createUpload();
  // @ts-expect-error: `user_data` is a File's purpose, not one that an Upload can be created with
  void uploads.createUpload({ ...created, purpose: "user_data" });
  // @ts-expect-error: the size has to be known
  void uploads.createUpload({ filename: "a.txt", purpose: "assistants", mime_type: "text/plain" });
  // @ts-expect-error: there is no such property
  void uploads.createUpload({ ...created, mimeType: "text/plain" });
  // @ts-expect-error: the anchor is needed
  void uploads.createUpload({ ...created, expires_after: { seconds: 3600 } });
  // @ts-expect-error: text is not binary
  void uploads.addUploadPart("upload_1", { data: "hello" });
  // @ts-expect-error: part ids are a list
  void uploads.completeUpload("upload_1", { part_ids: "part_1" });
  // @ts-expect-error: an Upload has no such status
  void ((status: Upload["status"]) => status === "uploading");
  // @ts-expect-error: the key must be thought of, if only as null
  createClient({});
});

/** What the methods do by a plain, untyped request, done by openapi-fetch's inference: the types must come out the same. */
const inferred = createFetchClient<paths>({ baseUrl: "https://api.example.com" });

test("bodies and results are those that openapi-fetch infers from the document", () => {
  const create = () => inferred.POST("/uploads", { body: created });
  expectTypeOf<NonNullable<Awaited<ReturnType<typeof create>>["data"]>>().toEqualTypeOf<
    Awaited<ReturnType<UploadsApi["createUpload"]>>
  >();
  const add = (...[upload_id, body]: Parameters<UploadsApi["addUploadPart"]>) =>
    inferred.POST("/uploads/{upload_id}/parts", { params: { path: { upload_id } }, body });
  expectTypeOf<NonNullable<Awaited<ReturnType<typeof add>>["data"]>>().toEqualTypeOf<
    Awaited<ReturnType<UploadsApi["addUploadPart"]>>
  >();
  const complete = (...[upload_id, body]: Parameters<UploadsApi["completeUpload"]>) =>
    inferred.POST("/uploads/{upload_id}/complete", { params: { path: { upload_id } }, body });
  expectTypeOf<NonNullable<Awaited<ReturnType<typeof complete>>["data"]>>().toEqualTypeOf<
    Awaited<ReturnType<UploadsApi["completeUpload"]>>
  >();
  const cancel = (...[upload_id]: Parameters<UploadsApi["cancelUpload"]>) =>
    inferred.POST("/uploads/{upload_id}/cancel", { params: { path: { upload_id } } });
  expectTypeOf<NonNullable<Awaited<ReturnType<typeof cancel>>["data"]>>().toEqualTypeOf<
    Awaited<ReturnType<UploadsApi["cancelUpload"]>>
  >();
});
