import { Blob as NodeBlob, File as NodeFile } from "node:buffer";
import createFetchClient from "openapi-fetch";
import { expectTypeOf, test } from "vitest";
import {
  createClient,
  uploadFile,
  UploadsApi,
  type OpenAIFile,
  type Purpose,
  type Upload,
  type UploadFileOptions,
  type UploadPart,
} from "../../generated/src/index.ts";
import * as node from "../../generated/src/node.ts";
import { responses } from "../support/recorded-responses.ts";
import type { paths } from "../../generated/src/schema.ts";

const uploads = new UploadsApi(createClient({ apiKey: "key" }));
const created = {
  filename: "a.txt",
  purpose: "assistants",
  bytes: 1,
  mime_type: "text/plain",
} as const;

test("each operation resolves to its schema", () => {
  expectTypeOf<UploadsApi["createUpload"]>().returns.resolves.toEqualTypeOf<Upload>();
  expectTypeOf<UploadsApi["addUploadPart"]>().returns.resolves.toEqualTypeOf<UploadPart>();
  expectTypeOf<UploadsApi["completeUpload"]>().returns.resolves.toEqualTypeOf<Upload>();
  expectTypeOf<UploadsApi["cancelUpload"]>().returns.resolves.toEqualTypeOf<Upload>();
});

test("Upload.file may be null or absent", () => {
  expectTypeOf<Upload["file"]>().toEqualTypeOf<OpenAIFile | null | undefined>();
});

test("what the API sends is of the types that it has here", () => {
  expectTypeOf(responses.pending).toExtend<Upload>();
  expectTypeOf(responses.cancelled).toExtend<Upload>();
  expectTypeOf(responses.completed).toExtend<Upload>();
  expectTypeOf(responses.part).toExtend<UploadPart>();
  expectTypeOf<OpenAIFile["expires_at"]>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<OpenAIFile["status_details"]>().toEqualTypeOf<string | null | undefined>();
});

test("an Upload is created for any purpose that OpenAI's own libraries know", () => {
  type Purpose = Parameters<UploadsApi["createUpload"]>[0]["purpose"];
  expectTypeOf<Purpose>().toEqualTypeOf<
    "assistants" | "batch" | "fine-tune" | "vision" | "user_data" | "evals"
  >();
  void uploadFile(uploads, new Blob([]), { purpose: "user_data" });
});

test("a file that was uploaded has its File", () => {
  const upload = uploadFile(uploads, new Blob([]), { purpose: "batch" });
  expectTypeOf(upload).resolves.toExtend<Upload>();
  expectTypeOf(upload).resolves.toHaveProperty("file").toEqualTypeOf<OpenAIFile>();
});

test("a Blob is taken by Node's types as by the DOM's, which differ", () => {
  expectTypeOf<NodeBlob>().not.toExtend<Blob>();
  for (const { uploadFile: upload } of [{ uploadFile }, node]) {
    void upload(uploads, new NodeBlob([]), { purpose: "batch" });
    void upload(uploads, new NodeFile([], "a"), { purpose: "batch" });
    // @ts-expect-error: it has neither a size nor slices
    void upload(uploads, new Response(""), { purpose: "batch" });
  }
});

test("a function may pass on the options", () => {
  const pass = (options: UploadFileOptions<Purpose<UploadsApi>>) =>
    uploadFile(uploads, new Blob([]), options);
  void pass({ purpose: "batch" });
  // @ts-expect-error: no such purpose
  void pass({ purpose: "fine_tune" });
});

test("a path is taken on Node, and nowhere else", () => {
  void node.uploadFile(uploads, "a.txt", { purpose: "batch" });
  void node.uploadFile(uploads, new URL("file:///a.txt"), { purpose: "batch" });
  // @ts-expect-error: there are no files
  void uploadFile(uploads, "a.txt", { purpose: "batch" });
  // @ts-expect-error: there are no files
  void uploadFile(uploads, new URL("file:///a.txt"), { purpose: "batch" });
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
  // @ts-expect-error: `batch_output` is a File's purpose, not one that an Upload can be created with
  void uploads.createUpload({ ...created, purpose: "batch_output" });
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
});

test("a client takes its key and URL from the environment, and options of its own", () => {
  createClient();
  node.createClient({});
  node.createClient({ organization: "org-1", project: null, query: { "api-version": "1" } });
  // @ts-expect-error: that is what the official package calls it
  createClient({ baseURL: "https://a.example" });
  // @ts-expect-error: a query is sent as it is, once
  createClient({ query: { a: ["1"] } });
});

/** What the methods do by a plain, untyped request, done by openapi-fetch's inference: the types must come out the same. */
const inferred = createFetchClient<paths>({ baseUrl: "https://api.example.com" });

type Data<Call extends (...args: never[]) => Promise<{ data?: unknown }>> = NonNullable<
  Awaited<ReturnType<Call>>["data"]
>;
type Result<Method extends keyof UploadsApi> = Awaited<ReturnType<UploadsApi[Method]>>;
type Arguments<Method extends keyof UploadsApi> = Parameters<UploadsApi[Method]>;

/** Never run: their types are what the test looks at. */
export const calls = {
  createUpload: (...[body]: Arguments<"createUpload">) => inferred.POST("/uploads", { body }),
  addUploadPart: (...[upload_id, body]: Arguments<"addUploadPart">) =>
    inferred.POST("/uploads/{upload_id}/parts", { params: { path: { upload_id } }, body }),
  completeUpload: (...[upload_id, body]: Arguments<"completeUpload">) =>
    inferred.POST("/uploads/{upload_id}/complete", { params: { path: { upload_id } }, body }),
  cancelUpload: (...[upload_id]: Arguments<"cancelUpload">) =>
    inferred.POST("/uploads/{upload_id}/cancel", { params: { path: { upload_id } } }),
};

test("arguments and results are those that openapi-fetch infers from the document", () => {
  expectTypeOf<Data<typeof calls.createUpload>>().toEqualTypeOf<Result<"createUpload">>();
  expectTypeOf<Data<typeof calls.addUploadPart>>().toEqualTypeOf<Result<"addUploadPart">>();
  expectTypeOf<Data<typeof calls.completeUpload>>().toEqualTypeOf<Result<"completeUpload">>();
  expectTypeOf<Data<typeof calls.cancelUpload>>().toEqualTypeOf<Result<"cancelUpload">>();
});
