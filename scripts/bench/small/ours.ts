import { readFileSync } from "node:fs";
import type { NodeEntry, PortableEntry } from "../built.ts";
import type { Send, Way } from "./task.ts";

interface Variant {
  readonly over: "node:http" | "fetch";
  /** Content that is in memory, or a path to open. */
  readonly from: "bytes" | "file";
  readonly md5: boolean;
}

export function ours({ over, from, md5 }: Variant): Way {
  return async ({ url, built, paths }) => {
    const entry = (await import(built.node)) as NodeEntry;
    const { openFile, uploadFile, UploadsApi } = entry;
    const { createClient } =
      over === "fetch" ? ((await import(built.portable)) as PortableEntry) : entry;
    const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl: url }));
    const options = { purpose: "assistants", md5 } as const;
    const content = readFileSync(paths[0] ?? "");
    const sendBytes: Send = () => uploadFile(uploads, content, { ...options, filename: "a.bin" });
    const sendFile: Send = async (path) => {
      await using file = await openFile(path);
      await uploadFile(uploads, file, options);
    };
    return from === "bytes" ? sendBytes : sendFile;
  };
}

/** What Node's entry point is for: the default transport, and md5. */
export const firstUpload: Way = ours({ over: "node:http", from: "bytes", md5: true });
