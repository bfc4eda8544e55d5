import { describe, expect, test, vi } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import * as node from "../../../generated/src/node.ts";
import { rejection } from "../support.ts";
import { bytes, connect, contentOf } from "./support.ts";

const content = bytes(1000);
const options = { purpose: "batch", filename: "a.jsonl", partSize: 300 } as const;

/** A copy of the content that begins at `offset` in memory of this kind. */
function inside<Memory extends ArrayBufferLike>(buffer: Memory, offset = 0): Memory {
  new Uint8Array(buffer).set(content, offset);
  return buffer;
}

const shared = () => new SharedArrayBuffer(1000);
/** Memory whose size may change, which this version of TypeScript knows nothing of. */
function resizable<Memory extends ArrayBufferLike>(
  Kind: new (size: number, options?: { maxByteLength: number }) => Memory,
): Memory & { resize(size: number): void } {
  return new Kind(1000, { maxByteLength: 5000 }) as Memory & { resize(size: number): void };
}
const wasm = (isShared: boolean) =>
  new WebAssembly.Memory({ initial: 1, maximum: 2, shared: isShared }).buffer;

const memories: Record<string, () => ArrayBufferLike | ArrayBufferView> = {
  "shared memory": () => inside(shared()),
  "a view of shared memory": () => new Uint8Array(inside(shared())),
  "the window of a DataView of shared memory": () =>
    new DataView(inside(new SharedArrayBuffer(1002), 1), 1, 1000),
  "shared memory that can grow": () => inside(resizable(SharedArrayBuffer)),
  "memory that can be resized": () => inside(resizable(ArrayBuffer)),
  "a view that follows memory that can be resized": () =>
    new Uint8Array(inside(resizable(ArrayBuffer))),
  "the window of a DataView": () => new DataView(inside(new ArrayBuffer(1002), 1), 1, 1000),
  "wider numbers": () => new Float64Array(inside(new ArrayBuffer(1000))),
  "a Buffer out of Node's pool": () => Buffer.from(content),
  "memory of WebAssembly": () => new Uint8Array(inside(wasm(false), 7), 7, 1000),
  "shared memory of WebAssembly": () => new Uint8Array(inside(wasm(true), 7), 7, 1000),
};

/** As Web IDL has it, and Deno and browsers: neither shared nor resizable memory is a part of a Blob. */
class StrictBlob extends Blob {
  constructor(parts: BlobPart[] = [], init?: BlobPropertyBag) {
    for (const part of parts) {
      const memory = ArrayBuffer.isView(part) ? part.buffer : part;
      const { growable, resizable } = memory as { growable?: boolean; resizable?: boolean };
      if (memory instanceof SharedArrayBuffer || growable || resizable)
        throw new TypeError("Failed to construct 'Blob'");
    }
    super(parts, init);
  }
}

describe.each([
  ["the portable entry point", portable],
  ["the Node entry point", node],
])("on %s", (_, { uploadFile }) => {
  test.each(Object.entries(memories))("%s is sent as it is at the call", async (_, memory) => {
    const { server, uploads } = connect();
    vi.stubGlobal("Blob", StrictBlob);
    const source = memory();
    const uploading = uploadFile(uploads, source as Uint8Array, options).finally(() =>
      vi.unstubAllGlobals(),
    );
    new Uint8Array(ArrayBuffer.isView(source) ? source.buffer : source).fill(0);
    expect((await contentOf(server, await uploading)).equals(content)).toBe(true);
  });

  const transferred = () => {
    const buffer = new ArrayBuffer(10);
    const view = new Uint8Array(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    return { buffer, view };
  };
  const shrunk = () => {
    const buffer = resizable(ArrayBuffer);
    const view = new DataView(buffer, 500, 500);
    buffer.resize(100);
    return view;
  };

  test.each<[string, () => unknown]>([
    ["a buffer that was transferred", () => transferred().buffer],
    ["a view of one", () => transferred().view],
    ["a view of memory that has shrunk", shrunk],
  ])("%s is refused", async (_, source) => {
    const { server, uploads } = connect();
    const error = await rejection(
      (async () => uploadFile(uploads, source() as Uint8Array, options))(),
    );
    expect(error).toMatchObject({
      name: "TypeError",
      message: "source must be bytes, got a buffer that was transferred or shrunk; pass a copy",
    });
    expect(server.requests()).toEqual([]);
  });
});
