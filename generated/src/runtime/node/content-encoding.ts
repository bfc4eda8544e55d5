// Hand-written. Copied from generator/runtime/node/content-encoding.ts; edit it there.
import { pipeline, type Transform } from "node:stream";
import zlib from "node:zlib";

/** Creates the decoder for a content coding, given the first byte. */
type Decoder = (first: number) => Transform;

/** Available from Node 22.15 and 23.8 on. */
interface Zstandard {
  readonly createZstdDecompress?: (options: { params: Record<number, number> }) => Transform;
}

const { createZstdDecompress } = zlib as Zstandard;
/** `ZSTD_d_windowLogMax`: 8 MiB of memory, the most that RFC 9659 allows a response. A frame could demand 128. */
const params = { 100: 23 };

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: () => zlib.createGunzip(),
  "x-gzip": () => zlib.createGunzip(),
  // HTTP's deflate has a zlib header, whose low half byte is 8: bare deflate, which some servers send, can't start like that.
  deflate: (first) => ((first & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  br: () => zlib.createBrotliDecompress(),
  ...(createZstdDecompress && { zstd: () => createZstdDecompress({ params }) }),
};

/** Content codings of a response, at most: each decoder takes memory, and servers apply only one. */
const maxCodings = 5;

/**
 * Decodes bytes as they are read, as a Content-Encoding header says. Like `fetch`, it leaves them unchanged if it doesn't
 * know a coding: some servers put a character set there.
 */
export function decoded(
  bytes: AsyncIterable<Uint8Array>,
  contentEncoding: string | null,
): AsyncIterable<Uint8Array> {
  const names = contentEncoding?.toLowerCase().split(",") ?? [];
  const codings = names.map((name) => name.trim()).filter((name) => !/^(identity)?$/.test(name));
  const known = codings.map((name) => (Object.hasOwn(decoders, name) ? decoders[name] : undefined));
  if (known.length > maxCodings || !known.every((decoder) => decoder)) return bytes;
  return (known as Decoder[]).reduceRight(decode, bytes);
}

async function* decode(
  coded: AsyncIterable<Uint8Array>,
  decoder: Decoder,
): AsyncGenerator<Uint8Array> {
  const iterator = coded[Symbol.asyncIterator]();
  let next = await iterator.next();
  // The first chunk may be empty. An empty body needs no decoding: zlib would report an unexpected end.
  while (!next.done && next.value.length === 0) next = await iterator.next();
  if (next.done) return;
  const { value } = next;
  async function* rest() {
    yield value;
    for (let it; !(it = await iterator.next()).done;) yield it.value;
  }
  const [first = 0] = value;
  // The reader of the body gets the error.
  yield* pipeline(rest, decoder(first), () => undefined) as AsyncIterable<Uint8Array>;
}
