// Hand-written. Copied from generator/runtime/fetch-body.ts; edit it there.
import { isOwnBlob } from "./blob.ts";
import { isSmall, joined, type EncodedBody, type Segment } from "./body.ts";
import type { Bytes } from "./open.ts";
import { streamClass } from "./platform.ts";

/** A body as `fetch` takes it. */
export type FetchBody = Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

/** Converts a body to the form that this `fetch` sends best. Unless that is a stream, the bytes have been read or closed. */
export async function toFetchBody(
  { segments, size }: EncodedBody,
  opened: Bytes,
  fetch: object,
): Promise<FetchBody> {
  // The types don't allow views of shared memory, but some runtimes do.
  const parts = segments as BlobPart[];
  const [only] = parts;
  if (parts.length === 1 && ArrayBuffer.isView(only)) {
    void opened.return();
    return only as Uint8Array<ArrayBuffer>;
  }
  const bytes = isLasting(segments) ? opened : copies(opened);
  // whatwg-fetch, cross-fetch and React Native mark themselves like this. They can send bytes at best.
  if ("polyfill" in fetch) return passWhole(bytes);
  // Node and Bun send a stream with an explicit Content-Length three times as fast as a Blob, and Bun loses the bytes of
  // file-backed Blobs inside a Blob. Elsewhere that header is ignored or forbidden, or streams can't be sent at all.
  const { process, FixedLengthStream } = globalThis as Platform;
  const { bun, undici } = process?.versions ?? {};
  // So few bytes are sent as soon as they are read: `onSent` and `stallTimeout` work.
  if ((bun ?? undici) && isSmall(segments)) return readWhole(bytes);
  if (bun ?? undici) return streamClass()?.from?.(bytes) ?? passWhole(bytes);
  if (FixedLengthStream && size !== undefined) return passOn(bytes, new FixedLengthStream(size));
  return isBlobTaken() ? toBlob(segments, opened) : passWhole(bytes);
}

/** Whether all of it is in memory or read by the platform, so that nobody overwrites it. */
function isLasting(segments: readonly Segment[]): boolean {
  return segments.every((part) => ArrayBuffer.isView(part) || isOwnBlob(part));
}

/** Makes one Blob of a body, and closes its bytes. What is neither in memory nor a Blob is read first. */
export async function toBlob(segments: readonly Segment[], opened: Bytes): Promise<Blob> {
  let parts = segments as readonly BlobPart[];
  if (!isLasting(segments)) {
    const read: BlobPart[] = [];
    for await (const chunk of copies(opened)) read.push(chunk as BlobPart);
    parts = read;
  }
  void opened.return();
  return new Blob([...parts]);
}

/** Copies, because `fetch` asks for the next chunk before it has sent the last one, whose memory the source may reuse. */
function copies(bytes: Bytes): Bytes {
  return {
    ...bytes,
    async next() {
      const { done, value } = await bytes.next();
      if (done) return { done, value };
      const copy = value.slice();
      bytes.giveBack?.();
      return { value: copy };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Reads all bytes, and closes them: from then on nothing tells how much has been sent. */
async function passWhole(bytes: Bytes): Promise<Uint8Array<ArrayBuffer>> {
  const whole = await readWhole(bytes);
  void bytes.return();
  return whole;
}

/** Bytes in the form that Cloudflare Workers send with a Content-Length. A Blob would copy them all. */
function passOn(
  bytes: Bytes,
  { readable, writable }: TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  const write = async () => {
    for await (const chunk of bytes) await writer.write(chunk);
    await writer.close();
  };
  // The reader of the body gets the error.
  write().catch((error: unknown) => writer.abort(error).catch(() => undefined));
  return readable;
}

/** Reads all remaining bytes into memory. */
async function readWhole(bytes: Bytes): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return joined(chunks);
}

/** Whether Response, and therefore Request, recognises the global Blob and doesn't turn it into text. */
function isBlobTaken(): boolean {
  try {
    const blob = new Blob([], { type: "a/b" });
    return new Response(blob).headers.get("content-type") === blob.type;
  } catch {
    return false;
  }
}

interface Platform {
  /** Exists in Cloudflare Workers only. */
  readonly FixedLengthStream?: new (
    size: number,
  ) => TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>;
  readonly process?: { readonly versions?: Readonly<Record<string, string>> };
}
