import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Segment } from "../../../generator/runtime/body.ts";
import { FileRange } from "../../../generator/runtime/node/file-range.ts";
import { open, type Bytes } from "../../../generator/runtime/open.ts";
import { maxPiece } from "../../../generator/runtime/pieces.ts";
import { fileOf, MiB } from "./support.ts";

describe("a body whose memory is given back", () => {
  /** What is read, chunk by chunk, each time `after` the one before. */
  async function read(segments: readonly Segment[], after: (bytes: Bytes) => void) {
    const bytes = open(segments);
    const chunks: Uint8Array[] = [];
    for (let next; !(next = await bytes.next()).done;) {
      chunks.push(next.value);
      after(bytes);
    }
    return chunks;
  }
  const giveBack = (bytes: Bytes) => {
    bytes.giveBack?.();
  };
  const buffersOf = (chunks: readonly Uint8Array[]) => new Set(chunks.map(({ buffer }) => buffer));

  test("is read into that again, as soon as it is long enough", async () => {
    const file = await fileOf(new Uint8Array(8 * maxPiece));
    const range = new FileRange(file, 0, 8 * maxPiece);
    const [first, second] = [await read([range], giveBack), await read([range], giveBack)];
    const longest = first.filter(({ length }) => length === maxPiece);
    expect(longest.length).toBeGreaterThan(2);
    expect([...buffersOf(longest)]).toEqual([...buffersOf(second)]);
    expect(file.buffers.map(({ buffer }) => buffer)).toEqual([...buffersOf(second)]);
  });

  test("twice has it once", async () => {
    const file = await fileOf(randomBytes(10));
    await read([new FileRange(file, 0, 10)], (bytes) => {
      giveBack(bytes);
      giveBack(bytes);
    });
    expect(file.buffers.length).toBe(1);
  });

  test("after it has ended has it all the same", async () => {
    const file = await fileOf(randomBytes(10));
    const bytes = open([new FileRange(file, 0, 10)]);
    await bytes.next();
    await bytes.return();
    giveBack(bytes);
    expect(file.buffers.length).toBe(1);
  });

  test("while the next chunk is being read gives nothing back that is being read into", async () => {
    const content = randomBytes(10 * MiB);
    const file = await fileOf(content);
    const bytes = open([new FileRange(file, 0, content.length)]);
    const sent: Uint8Array[] = [];
    for (let next = bytes.next(); ;) {
      const { done, value } = await next;
      if (done) break;
      sent.push(Uint8Array.from(value));
      giveBack(bytes);
      next = bytes.next();
      await Promise.resolve();
      giveBack(bytes);
    }
    expect(Buffer.concat(sent).equals(content)).toBe(true);
    expect(new Set(file.buffers).size).toBe(file.buffers.length);
  });

  test("keeps that of a caller's own chunks as it is, though a range was read into it", async () => {
    const file = await fileOf(randomBytes(10));
    const [chunk] = await read([new FileRange(file, 0, 10)], () => undefined);
    if (!chunk) throw new Error("nothing was read");
    const stream = async function* () {
      yield await Promise.resolve(chunk);
    };
    await read([chunk, { stream }], giveBack);
    expect(file.buffers).toEqual([]);
  });
});
