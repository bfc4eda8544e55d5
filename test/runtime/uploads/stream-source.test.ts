import { expect, test, vi } from "vitest";
import { streamSource, uploadFile, type PartSource } from "../../../generated/src/node.ts";
import { rejection } from "../support.ts";
import { bytes, connect, contentOf } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "fine-tune", partSize: 300, concurrency: 2 } as const;

/** Chunks whose memory is used again as soon as the next is asked for. */
async function* chunks(length: number) {
  const chunk = new Uint8Array(length);
  for (let at = 0; at < content.length; at += length) {
    const end = Math.min(at + length, content.length);
    chunk.set(content.subarray(at, end));
    yield await Promise.resolve(chunk.subarray(0, end - at));
  }
}

test.each([1, 7, 299, 300, 301, 1000])("chunks of %s bytes", async (length) => {
  const { server, uploads } = connect();
  const source = streamSource(chunks(length), { size: 1000, name: "a" });
  const completed = await uploadFile(uploads, source, options);
  expect(await contentOf(server, completed)).toEqual(Buffer.from(content));
});

test("the memory of a part that was sent is used for another", async () => {
  const source = streamSource(chunks(100), { size: 1000, name: "a" });
  const first = (await source.read(0, 300)) as Uint8Array;
  const second = (await source.read(300, 600)) as Uint8Array;
  expect(second.buffer).not.toBe(first.buffer);
  source.release?.(first);
  const third = (await source.read(600, 900)) as Uint8Array;
  expect(third.buffer).toBe(first.buffer);
  expect(third).toEqual(content.subarray(600, 900));
});

test("a source hears of each part when it is confirmed, and of none that was refused", async () => {
  const { uploads } = connect({
    faults: ({ operation, index }) =>
      operation === "addUploadPart" && index > 2 ? { kind: "status", status: 403 } : undefined,
  });
  const read = (start: number, end: number) => content.slice(start, end);
  const release = vi.fn<NonNullable<PartSource["release"]>>();
  const source: PartSource = { size: 1000, name: "a", fingerprint: () => "", read, release };
  await rejection(uploadFile(uploads, source, { ...options, concurrency: 1, md5: false }));
  expect(release.mock.calls).toEqual([[content.slice(0, 300)], [content.slice(300, 600)]]);
});

const wantsSize = "size of streamSource must be a whole number of bytes";

test.each<[unknown, unknown, string]>([
  [{}, { size: 1 }, "stream of streamSource must be a Blob, bytes or a stream"],
  ["text", { size: 1 }, "stream of streamSource must be a Blob, bytes or a stream"],
  [chunks(1), {}, `${wantsSize}, got Undefined; if unknown, pass a Blob of the stream`],
  [chunks(1), { size: NaN }, `${wantsSize}, got NaN; if unknown, pass a Blob of the stream`],
  [chunks(1), { size: "1" }, `${wantsSize}, got String`],
  [chunks(1), { size: 1.5 }, `${wantsSize}, got 1.5`],
  [chunks(1), { length: 1 }, "streamSource has no option length; did you mean size?"],
  [
    chunks(1),
    { size: 1, mimeType: "a/b" },
    "streamSource has no option mimeType; did you mean type?",
  ],
  [
    chunks(1),
    { size: 1, filename: "a" },
    "streamSource has no option filename; did you mean name?",
  ],
])("streamSource(%o, %o) names its own option", (stream, info, message) => {
  expect(() => streamSource(stream as never, info as never)).toThrow(message);
});
