// Hand-written. Copied from generator/runtime/uploads/testing/uploads-store.ts; edit it there.
import { File as NodeFile } from "node:buffer";
import { Refusal } from "./errors.ts";
import { md5Of } from "./md5-of.ts";
import { fileWriter, memoryWriter, type Content, type PartWriter } from "./part-writer.ts";
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
  readonly content: Content;
}

/** The Uploads, their Parts and the Files made of them. Steps are atomic, except that `complete` waits for the md5. */
export class UploadsStore {
  readonly #now: () => number;
  readonly #directory: string | undefined;
  readonly #uploads = new Map<string, StoredUpload>();
  readonly #files = new Map<string, StoredFile>();
  #partCount = 0;
  #writerCount = 0;

  /** @param directory keeps the Parts' content; undefined: memory does. */
  constructor(now: () => number, directory: string | undefined) {
    this.#now = now;
    this.#directory = directory;
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
      isCompleting: false,
      file: null,
    };
    this.#uploads.set(id, upload);
    return describeUpload(upload);
  }

  /** @throws Refusal if there is no such Upload (404), it is not pending (400) or it is being completed (409). */
  pending(id: string): StoredUpload {
    const upload = this.#uploads.get(id);
    if (upload === undefined) {
      const message = `There is no Upload ${JSON.stringify(id)}: create one.`;
      throw new Refusal(404, message, { param: "upload_id", code: "not_found" });
    }
    this.#expire(upload);
    if (upload.isCompleting) {
      throw new Refusal(409, `Upload ${id} is being completed: wait until that is done.`);
    }
    if (upload.status === "pending") return upload;
    throw new Refusal(400, `Upload ${id} is ${upload.status}, not pending: create a new one.`);
  }

  /** A place for the content of a Part that begins to arrive. */
  openPart(): PartWriter {
    if (this.#directory === undefined) return memoryWriter();
    this.#writerCount += 1;
    return fileWriter(this.#directory, numbered("content_", this.#writerCount));
  }

  addPart(uploadId: string, { filename, size, content }: ReceivedPart): PartResource {
    const upload = this.pending(uploadId);
    this.#partCount += 1;
    const id = numbered("part_", this.#partCount);
    const part: StoredPart = { id, uploadId, createdAt: this.#now(), filename, size, content };
    upload.parts.set(id, part);
    return describePart(part);
  }

  /** @throws Refusal, or the signal's reason: the Upload is pending then, as it was. */
  async complete(
    id: string,
    body: CompleteUploadBody,
    signal: AbortSignal,
  ): Promise<UploadResource> {
    const upload = this.pending(id);
    const parts = body.part_ids.map((partId, index) => {
      const part = upload.parts.get(partId);
      if (part !== undefined) return part;
      throw wrongValue(`part_ids[${index}]`, partId, `name Parts of ${id}`);
    });
    checkSize(parts, upload.body.bytes);
    const content = parts.flatMap((part) => part.content);
    upload.isCompleting = true;
    try {
      if (body.md5 !== undefined) await checkMd5(content, body.md5, signal);
    } finally {
      upload.isCompleting = false;
    }
    upload.file = this.#addFile(upload.body, content);
    this.#settle(upload, "completed");
    return describeUpload(upload);
  }

  cancel(id: string): UploadResource {
    const upload = this.pending(id);
    this.#settle(upload, "cancelled");
    return describeUpload(upload);
  }

  /** Ends an Upload that is pending; no other. */
  end(id: string | undefined, status: "cancelled" | "expired"): void {
    const upload = this.#uploads.get(id ?? "");
    if (upload?.status !== "pending" || upload.isCompleting) return;
    if (status === "expired") upload.expiresAt = this.#now();
    this.#settle(upload, status);
  }

  /** All Uploads in the order in which they were created. */
  uploads(): StoredUpload[] {
    const uploads = [...this.#uploads.values()];
    for (const upload of uploads) this.#expire(upload);
    return uploads;
  }

  /** A File by its id. Content in memory is copied when it is asked for. */
  file(id: string): File | undefined {
    const file = this.#files.get(id);
    // A test environment's own would make text of the Blob of a file.
    const OwnFile = NodeFile as unknown as typeof File;
    return file && new OwnFile([...file.content], file.filename, { type: file.type });
  }

  #addFile(body: CreateUploadBody, content: Content): FileResource {
    const { filename, purpose, bytes, mime_type, expires_after } = body;
    const id = numbered("file-", this.#files.size + 1);
    this.#files.set(id, { filename, type: mime_type, content });
    const created_at = seconds(this.#now());
    const expiry = expires_after && { expires_at: created_at + expires_after.seconds };
    const constants = { object: "file", status: "processed" } as const;
    return { id, bytes, created_at, ...expiry, filename, purpose, ...constants };
  }

  #expire(upload: StoredUpload): void {
    const isOver = this.#now() >= upload.expiresAt && !upload.isCompleting;
    if (upload.status === "pending" && isOver) this.#settle(upload, "expired");
  }

  #settle(upload: StoredUpload, status: UploadStatus): void {
    upload.status = status;
    for (const part of upload.parts.values()) part.content = [];
  }
}

function checkSize(parts: readonly StoredPart[], bytes: number): void {
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  if (total === bytes) return;
  const message = `The named Parts have ${total} bytes, but the Upload was created for ${bytes}.`;
  throw new Refusal(400, message, { param: "part_ids", code: "invalid_value" });
}

async function checkMd5(content: Content, wanted: string, signal: AbortSignal): Promise<void> {
  const found = await md5Of(content, signal);
  if (found === wanted.toLowerCase()) return;
  throw wrongValue("md5", wanted, `the content's md5 is ${found}`);
}
