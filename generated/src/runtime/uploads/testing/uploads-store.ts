// Hand-written. Copied from generator/runtime/uploads/testing/uploads-store.ts; edit it there.
import { createHash } from "node:crypto";
import { Refusal } from "./errors.ts";
import type { Chunk } from "./read-body.ts";
import type { ReceivedPart } from "./read-part.ts";
import { describePart, describeUpload, numbered, seconds } from "./resources.ts";
import type {
  FileResource,
  PartResource,
  StoredPart,
  StoredUpload,
  UploadResource,
  UploadStatus,
} from "./resources.ts";
import { wrongValue, type CompleteUploadBody, type CreateUploadBody } from "./validate.ts";

/** An Upload expires one hour after it was created (the API's documentation of createUpload). */
const lifetime = 3_600_000;

/** A completed Upload's content. */
interface StoredFile {
  readonly filename: string;
  readonly type: string;
  readonly chunks: readonly Chunk[];
}

/** The Uploads, their Parts and the Files made of them, all in memory. Steps are atomic: nothing in here waits. */
export class UploadsStore {
  readonly #now: () => number;
  readonly #uploads = new Map<string, StoredUpload>();
  readonly #files = new Map<string, StoredFile>();
  #partCount = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  create(body: CreateUploadBody): UploadResource {
    const createdAt = this.#now();
    const id = numbered("upload_", this.#uploads.size + 1);
    const upload: StoredUpload = {
      id,
      body,
      createdAt,
      expiresAt: createdAt + lifetime,
      parts: new Map(),
      status: "pending",
      file: null,
    };
    this.#uploads.set(id, upload);
    return describeUpload(upload);
  }

  /** @throws Refusal if there is no such Upload (404) or it is not pending (400). */
  pending(id: string): StoredUpload {
    const upload = this.#uploads.get(id);
    if (upload === undefined) {
      const message = `There is no Upload ${JSON.stringify(id)}: create one.`;
      throw new Refusal(404, message, { param: "upload_id", code: "not_found" });
    }
    this.#expire(upload);
    if (upload.status === "pending") return upload;
    throw new Refusal(400, `Upload ${id} is ${upload.status}, not pending: create a new one.`);
  }

  addPart(uploadId: string, { filename, size, chunks }: ReceivedPart): PartResource {
    const upload = this.pending(uploadId);
    this.#partCount += 1;
    const id = numbered("part_", this.#partCount);
    const part: StoredPart = { id, uploadId, createdAt: this.#now(), filename, size, chunks };
    upload.parts.set(id, part);
    return describePart(part);
  }

  complete(id: string, body: CompleteUploadBody): UploadResource {
    const upload = this.pending(id);
    const parts = body.part_ids.map((partId, index) => {
      const part = upload.parts.get(partId);
      if (part !== undefined) return part;
      throw wrongValue(`part_ids[${index}]`, partId, `name Parts of ${id}`);
    });
    checkSize(parts, upload.body.bytes);
    const chunks = parts.flatMap((part) => part.chunks);
    if (body.md5 !== undefined) checkMd5(chunks, body.md5);
    upload.file = this.#addFile(upload.body, chunks);
    this.#settle(upload, "completed");
    return describeUpload(upload);
  }

  cancel(id: string): UploadResource {
    const upload = this.pending(id);
    this.#settle(upload, "cancelled");
    return describeUpload(upload);
  }

  /** All Uploads in the order in which they were created. */
  uploads(): StoredUpload[] {
    const uploads = [...this.#uploads.values()];
    for (const upload of uploads) this.#expire(upload);
    return uploads;
  }

  /** A File by its id. Its content is copied when it is asked for. */
  file(id: string): File | undefined {
    const file = this.#files.get(id);
    return file && new File([...file.chunks], file.filename, { type: file.type });
  }

  #addFile(body: CreateUploadBody, chunks: readonly Chunk[]): FileResource {
    const { filename, purpose, bytes, mime_type, expires_after } = body;
    const id = numbered("file-", this.#files.size + 1);
    this.#files.set(id, { filename, type: mime_type, chunks });
    const created_at = seconds(this.#now());
    const expiry = expires_after && { expires_at: created_at + expires_after.seconds };
    const constants = { object: "file", status: "processed" } as const;
    return { id, bytes, created_at, ...expiry, filename, purpose, ...constants };
  }

  #expire(upload: StoredUpload): void {
    const isOver = this.#now() >= upload.expiresAt;
    if (upload.status === "pending" && isOver) this.#settle(upload, "expired");
  }

  #settle(upload: StoredUpload, status: UploadStatus): void {
    upload.status = status;
    for (const part of upload.parts.values()) part.chunks = [];
  }
}

function checkSize(parts: readonly StoredPart[], bytes: number): void {
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  if (total === bytes) return;
  const message = `The named Parts have ${total} bytes, but the Upload was created for ${bytes}.`;
  throw new Refusal(400, message, { param: "part_ids", code: "invalid_value" });
}

function checkMd5(chunks: readonly Chunk[], wanted: string): void {
  const hash = createHash("md5");
  for (const chunk of chunks) hash.update(chunk);
  const found = hash.digest("hex");
  if (found === wanted.toLowerCase()) return;
  throw wrongValue("md5", wanted, `the content's md5 is ${found}`);
}
