import {
  checkMd5,
  checkOrder,
  checkSize,
  namedParts,
  sizeOf,
  unknownMd5,
} from "./check-completion.ts";
import { endedRefusal, unknownUpload, type Dialect, type Doing } from "./dialects.ts";
import { Refusal } from "./errors.ts";
import { FilesStore } from "./files-store.ts";
import { fileWriter, memoryWriter, type PartWriter } from "./part-writer.ts";
import type { ReceivedPart } from "./read-part.ts";
import { describePart, describeUpload, numbered } from "./resources.ts";
import type {
  FileResource,
  PartResource,
  StoredPart,
  StoredUpload,
  UploadResource,
  UploadStatus,
} from "./resources.ts";
import { maxUploadBytes, type CompleteUploadBody, type CreateUploadBody } from "./validate.ts";

/** An Upload expires one hour after it was created (the API's documentation of createUpload). */
const lifetime = 3_600_000;

/** The Uploads, their Parts and the Files made of them. Steps are atomic, except that `complete` waits for the md5. */
export class UploadsStore {
  readonly #now: () => number;
  readonly #directory: string | undefined;
  readonly #dialects: ReadonlySet<Dialect>;
  readonly #uploads = new Map<string, StoredUpload>();
  readonly #files = new FilesStore();
  #partCount = 0;
  #writerCount = 0;

  /** @param directory keeps the Parts' content; undefined: memory does. */
  constructor(
    now: () => number,
    directory?: string,
    dialects: ReadonlySet<Dialect> = new Set<Dialect>(),
  ) {
    this.#now = now;
    this.#directory = directory;
    this.#dialects = dialects;
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
      file: undefined,
    };
    this.#uploads.set(id, upload);
    return describeUpload(upload);
  }

  /** @throws Refusal if there is no such Upload (404), it has ended (400, or as a dialect says) or is being completed (409). */
  pending(id: string, doing: Doing): StoredUpload {
    const upload = this.#uploads.get(id);
    if (upload === undefined) throw unknownUpload(id);
    this.#expire(upload);
    if (upload.isCompleting) {
      throw new Refusal(409, `Upload ${id} is being completed: wait until that is done.`);
    }
    if (upload.status === "pending") return upload;
    throw endedRefusal(upload, doing, this.#dialects);
  }

  /** Somewhere to put the content of a Part that begins to arrive. */
  openPart(): PartWriter {
    if (this.#directory === undefined) return memoryWriter();
    this.#writerCount += 1;
    return fileWriter(this.#directory, numbered("content_", this.#writerCount));
  }

  addPart(uploadId: string, { filename, size, content }: ReceivedPart): PartResource {
    const upload = this.pending(uploadId, "take parts");
    this.#checkRoom(upload, size);
    this.#partCount += 1;
    const id = numbered("part_", this.#partCount);
    const part: StoredPart = { id, uploadId, createdAt: this.#now(), filename, size, content };
    upload.parts.set(id, part);
    return describePart(part);
  }

  /** @throws Refusal, or the signal's reason; the Upload then stays pending. */
  async complete(
    id: string,
    body: CompleteUploadBody,
    signal: AbortSignal,
  ): Promise<UploadResource | FileResource> {
    const upload = this.pending(id, "be completed");
    if (body.md5 !== undefined && this.#dialects.has("md5-is-refused")) throw unknownMd5();
    const parts = namedParts(upload, body.part_ids);
    if (this.#dialects.has("ascending-part-ids")) checkOrder(parts, upload);
    const counted = this.#dialects.has("counts-every-part") ? [...upload.parts.values()] : parts;
    checkSize(counted, upload.body.bytes);
    const content = parts.flatMap((part) => part.content);
    upload.isCompleting = true;
    try {
      const isCompared = body.md5 !== undefined && !this.#dialects.has("md5-is-ignored");
      if (isCompared) await checkMd5(content, body.md5, signal);
    } finally {
      upload.isCompleting = false;
    }
    const file = this.#files.add(upload, content);
    upload.file = file;
    this.#settle(upload, "completed");
    return this.#dialects.has("completes-as-file") ? file : describeUpload(upload);
  }

  cancel(id: string): UploadResource {
    const upload = this.pending(id, "be cancelled");
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

  /** A File by its id. */
  file(id: string): File | undefined {
    return this.#files.get(id);
  }

  /** @throws Refusal if a Part is more than its Upload can take. */
  #checkRoom({ id, parts, body }: StoredUpload, size: number): void {
    const isBound = this.#dialects.has("refuses-what-is-beyond");
    const max = isBound ? body.bytes : maxUploadBytes;
    const total = sizeOf([...parts.values()]) + size;
    if (total <= max) return;
    const message = `With this Part, Upload ${id} would have ${total} bytes, more than ${max}.`;
    throw new Refusal(400, message, { param: "data", code: "invalid_value" });
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
