import { describe, expect, test } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import * as node from "../../../generated/src/node.ts";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../../generated/src/runtime/uploads/testing/index.ts";

/** The same names, whichever entry point they are of. */
export type Product = Pick<typeof portable, "createClient" | "uploadFile" | "UploadsApi">;
type Data = Parameters<portable.UploadsApi["addUploadPart"]>[1]["data"];

export const text = "hello world";

export const products: [string, Product][] = [
  ["openai-uploads", portable],
  ["openai-uploads/node", node],
];

/** A client of either entry point, and the server whose `fetch` it was given. */
export function connect(
  { createClient, UploadsApi }: Product,
  options?: Parameters<typeof createUploadsServer>[0],
) {
  const server = createUploadsServer(options);
  return {
    server,
    uploads: new UploadsApi(createClient({ apiKey: "sk-test", fetch: server.fetch })),
  };
}

/** The text that has become the File. */
export async function storedText(server: UploadsServer, done: { file?: { id: string } | null }) {
  const content = await server.file(done.file?.id ?? "")?.arrayBuffer();
  return Buffer.from(content ?? new ArrayBuffer()).toString();
}

/** The four calls, and uploadFile, with the text in each form. What is a stream goes through `streamSource`. */
export function testEveryCall(forms: Record<string, () => unknown>): void {
  describe.each(products)("%s", (_, product) => {
    test.each(Object.entries(forms))("the four calls, with %s", async (_, form) => {
      const { server, uploads } = connect(product);
      const { id } = await uploads.createUpload(creation);
      const part = await uploads.addUploadPart(id, { data: form() as Data });
      const done = await uploads.completeUpload(id, { part_ids: [part.id] });
      expect(await storedText(server, done)).toBe(text);
      const other = await uploads.createUpload(creation);
      expect(await uploads.cancelUpload(other.id)).toMatchObject({ status: "cancelled" });
    });

    test.each(Object.entries(forms))("uploadFile, with %s", async (_, form) => {
      const { server, uploads } = connect(product);
      const given = form() as ReadableStream<Uint8Array> | Blob;
      const isStream = Symbol.asyncIterator in given || "getReader" in given;
      const source = isStream ? portable.streamSource(given, { size: text.length }) : given;
      const options = { purpose: "batch", filename: "a.txt", partSize: 4 } as const;
      const done = await product.uploadFile(uploads, source, options);
      expect(await storedText(server, done)).toBe(text);
      expect(server.uploads()[0]?.parts).toHaveLength(3);
    });
  });
}

export const creation = {
  filename: "a.txt",
  purpose: "batch",
  bytes: text.length,
  mime_type: "text/plain",
} as const;

/** The text as bytes of this realm, and of whatever the environment has put into the globals. */
export function bytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
