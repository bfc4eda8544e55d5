import { isOwnBlob } from "./blob.ts";
import type { EncodedBody } from "./body.ts";
import type { Bytes } from "./open.ts";
import { streamClass } from "./platform.ts";

/** A body as `fetch` takes it. */
export type FetchBody = Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

/** Puts a body into the form in which this `fetch` sends it best. Reads the bytes, or leaves them to be read or ended. */
export async function toFetchBody(
  { segments, size }: EncodedBody,
  bytes: Bytes,
  fetch: object,
): Promise<FetchBody> {
  // Their types leave out views of shared memory, which some runtimes take.
  let parts = segments as BlobPart[];
  const [only] = parts;
  if (parts.length === 1 && ArrayBuffer.isView(only)) return only as Uint8Array<ArrayBuffer>;
  // As whatwg-fetch, cross-fetch and React Native's say of themselves: they know bytes at best.
  if ("polyfill" in fetch) return readWhole(bytes);
  // Node and Bun send a stream with a length set by hand at three times the speed of a Blob, and Bun loses the bytes of
  // file-backed Blobs within a Blob. Elsewhere that header is ignored or forbidden, and streams may not be sent at all.
  const { process, FixedLengthStream } = globalThis as Platform;
  const { bun, undici } = process?.versions ?? {};
  if (bun ?? undici) return streamClass()?.from?.(bytes) ?? readWhole(bytes);
  if (FixedLengthStream && size !== undefined) return passOn(bytes, new FixedLengthStream(size));
  if (!isBlobTaken()) return readWhole(bytes);
  if (!parts.every((part) => ArrayBuffer.isView(part) || isOwnBlob(part))) {
    parts = [];
    for await (const chunk of bytes) parts.push(chunk as BlobPart);
  }
  return new Blob(parts);
}

/** Bytes as Cloudflare's Workers send them with their length. A Blob would be a copy of them all. */
function passOn(
  bytes: Bytes,
  { readable, writable }: TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  const write = async () => {
    for await (const chunk of bytes) await writer.write(chunk);
    await writer.close();
  };
  // The error reaches whoever reads the body.
  write().catch((error: unknown) => writer.abort(error).catch(() => undefined));
  return readable;
}

/** All that is left of the bytes, in memory. */
async function readWhole(bytes: Bytes): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Whether Response, and so Request, takes the Blob of the globals for one, and not for text. */
function isBlobTaken(): boolean {
  try {
    const blob = new Blob([], { type: "a/b" });
    return new Response(blob).headers.get("content-type") === blob.type;
  } catch {
    return false;
  }
}

interface Platform {
  /** Of Cloudflare's Workers. */
  readonly FixedLengthStream?: new (
    size: number,
  ) => TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>;
  readonly process?: { readonly versions?: Readonly<Record<string, string>> };
}
