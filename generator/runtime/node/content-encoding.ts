import { pipeline, type Transform } from "node:stream";
import zlib from "node:zlib";

/** Makes what decodes a coding, given the first byte. */
type Decoder = (first: number) => Transform;

/** Of Node 22.15 and 23.8 on. */
interface Zstandard {
  readonly createZstdDecompress?: (options: { params: Record<number, number> }) => Transform;
}

const { createZstdDecompress } = zlib as Zstandard;
/** `ZSTD_d_windowLogMax`: 8 MiB of memory, the most that RFC 9659 lets a response ask for. A frame may ask for 128. */
const params = { 100: 23 };

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: () => zlib.createGunzip(),
  "x-gzip": () => zlib.createGunzip(),
  // What HTTP calls deflate has a header, of which 8 is the half byte that can't begin a bare one. Some servers send that.
  deflate: (first) => ((first & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  br: () => zlib.createBrotliDecompress(),
  ...(createZstdDecompress && { zstd: () => createZstdDecompress({ params }) }),
};

/** Each takes memory, and servers apply one. */
const mostCodings = 5;

/**
 * Decodes what a Content-Encoding header names, as it is read. As `fetch` does, it leaves the bytes as they are where
 * they are in a coding that is not known here: some servers name a character set instead.
 */
export function decoded(
  bytes: AsyncIterable<Uint8Array>,
  contentEncoding: string | null,
): AsyncIterable<Uint8Array> {
  const names = contentEncoding?.toLowerCase().split(",") ?? [];
  const codings = names.map((name) => name.trim()).filter((name) => !/^(identity)?$/.test(name));
  const known = codings.map((name) => (Object.hasOwn(decoders, name) ? decoders[name] : undefined));
  if (known.length > mostCodings || !known.every((decoder) => decoder)) return bytes;
  return (known as Decoder[]).reduceRight(decode, bytes);
}

async function* decode(
  coded: AsyncIterable<Uint8Array>,
  decoder: Decoder,
): AsyncGenerator<Uint8Array> {
  const iterator = coded[Symbol.asyncIterator]();
  let next = await iterator.next();
  // The first may be empty. Of nothing there is nothing to decode, which zlib would call an unexpected end.
  while (!next.done && next.value.length === 0) next = await iterator.next();
  if (next.done) return;
  const { value } = next;
  async function* rest() {
    yield value;
    for (let it; !(it = await iterator.next()).done;) yield it.value;
  }
  const [first = 0] = value;
  // Whoever reads gets the error.
  yield* pipeline(rest, decoder(first), () => undefined) as AsyncIterable<Uint8Array>;
}
