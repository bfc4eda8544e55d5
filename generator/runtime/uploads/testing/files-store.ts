import { File as NodeFile } from "node:buffer";
import type { Content } from "./part-writer.ts";
import { numbered, seconds, type FileResource, type StoredUpload } from "./resources.ts";

/** Seconds after which a File for `batch` expires, unless its Upload says otherwise: 30 days (the API's documentation of createUpload). */
const batchLifetime = 2_592_000;

/** A completed Upload's content. */
interface StoredFile {
  readonly filename: string;
  readonly type: string;
  readonly content: Content;
}

/** The Files made of completed Uploads. */
export class FilesStore {
  readonly #files = new Map<string, StoredFile>();

  add({ body, createdAt }: StoredUpload, content: Content): FileResource {
    const { filename, purpose, bytes, mime_type, expires_after } = body;
    const id = numbered("file-", this.#files.size + 1);
    this.#files.set(id, { filename, type: mime_type, content });
    const created_at = seconds(createdAt);
    const life = expires_after?.seconds ?? (purpose === "batch" ? batchLifetime : undefined);
    const expires_at = life === undefined ? null : created_at + life;
    const fields = {
      object: "file",
      id,
      purpose,
      filename,
      bytes,
      created_at,
      expires_at,
    } as const;
    return { ...fields, status: "processed", status_details: null };
  }

  /** A File by its id. Content in memory is copied when it is asked for. */
  get(id: string): File | undefined {
    const file = this.#files.get(id);
    // A test environment's own would make text of the Blob of a file.
    const OwnFile = NodeFile as unknown as typeof File;
    return file && new OwnFile([...file.content], file.filename, { type: file.type });
  }
}
