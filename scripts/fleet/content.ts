/** Files that take no room: each is a block of random bytes, repeated, with the number of the repetition in it. */
import { createHash, type Hash } from "node:crypto";

const blockSize = 64 * 1024;

export interface Content {
  /** The object's name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` up to `end`, in pieces. */
  read(start: number, end: number): Generator<Buffer>;
  /** In hex. */
  readonly md5: string;
}

export function makeContent(name: string, size: number): Content {
  const block = blockOf(name);
  const read = (start: number, end: number) => pieces(block, start, end);
  const hash: Hash = createHash("md5");
  for (const piece of read(0, size)) hash.update(piece);
  return { name, size, read, md5: hash.digest("hex") };
}

function* pieces(block: Buffer, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end;) {
    const index = Math.floor(at / blockSize);
    const piece = Buffer.from(block);
    piece.writeUInt32LE(index, 0);
    const from = at - index * blockSize;
    const to = Math.min(blockSize, from + end - at);
    yield piece.subarray(from, to);
    at += to - from;
  }
}

function blockOf(name: string): Buffer {
  const hashes: Buffer[] = [];
  for (let length = 0; length < blockSize; length += 64)
    hashes.push(createHash("sha512").update(`${name} ${length}`).digest());
  return Buffer.concat(hashes, blockSize);
}
