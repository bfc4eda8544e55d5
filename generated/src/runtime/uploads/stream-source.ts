// Hand-written. Copied from generator/runtime/uploads/stream-source.ts; edit it there.
import { toBinary } from "../binary.ts";
import { misfit, type ByteSource } from "../body.ts";
import { open } from "../open.ts";
import type { Hash, PartSource } from "./source.ts";

/** What is known of a stream's content before it is read. */
export interface StreamInfo {
  /** Bytes. The API has to be told before the first of them is sent; the upload fails when others come. */
  readonly size: number;
  /** The file's name. */
  readonly name?: string | undefined;
  /** The media type. */
  readonly type?: string | undefined;
}

/**
 * A source of bytes that come once: a web or Node stream, or any async iterable. Each part is held in memory until it
 * is sent, so `concurrency` × `partSize` bytes are. Such an upload can't be resumed, nor restarted when it expires.
 * Throws a TypeError for a stream that is in use.
 */
export function streamSource(stream: ByteSource, info: StreamInfo): PartSource {
  const { size, name, type } = info;
  const bytes = open([toBinary("source", { data: stream, size }).segment]);
  let rest: Uint8Array = new Uint8Array();
  let hash: Hash | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function take(start: number, end: number): Promise<Uint8Array> {
    const part = new Uint8Array(end - start);
    for (let at = 0; at < part.length;) {
      if (rest.length === 0) {
        const { value } = await bytes.next();
        if (!value) throw misfit("source", `${start + at} bytes`, `${size}, its size`);
        rest = value;
      }
      const chunk = rest.subarray(0, part.length - at);
      part.set(chunk, at);
      hash?.update(chunk);
      at += chunk.length;
      rest = rest.subarray(chunk.length);
    }
    // Throws if there is more.
    if (end === size) await bytes.next();
    return part;
  }

  return {
    size,
    name,
    type,
    once: true,
    fingerprint: () => "",
    read(start, end) {
      const taken = last.then(() => take(start, end));
      // Without the part, which would be held until the next one is asked for.
      last = taken.then(() => undefined);
      last.catch(() => undefined);
      return taken;
    },
    hashAsRead: (given) => void (hash = given),
    cancel: () => bytes.return(),
  };
}
