/**
 * What the hashes that people have at hand do as `md5`, in browsers as on Node: `uploadFile` of the portable entry.
 * They look alike, and are not: findings/hashes-that-look-alike.sh
 */
import { createHash } from "node:crypto";
import { md5 as nobleMd5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { createMD5, createSHA256, md5 as wasmMd5 } from "hash-wasm";
import SparkMD5 from "spark-md5";
import { describe, expect, test, vi } from "vitest";
import {
  streamSource,
  uploadFile,
  type PartSource,
  type UploadFileOptions,
} from "../../../generated/src/index.ts";
import { openFile } from "../../../generated/src/node.ts";
import { temporaryPath } from "../../runtime/node/support.ts";
import { rejection } from "../../runtime/support.ts";
import { bytes, connect, contentOf, operations } from "../../runtime/uploads/support.ts";

type Md5 = UploadFileOptions["md5"];

const content = bytes(300_000);
const known = createHash("md5").update(content).digest("hex");
const options = { purpose: "batch", filename: "a", partSize: 100_000 } as const;

/** A server, and what completions were sent as md5. */
function connected(...given: Parameters<typeof connect>) {
  const { server, uploads } = connect(...given);
  const complete = vi.spyOn(uploads, "completeUpload");
  return { server, uploads, sent: () => complete.mock.calls.map(([, body]) => body.md5) };
}

const spark = () => {
  const hash = new SparkMD5.ArrayBuffer();
  return {
    update: (data: Uint8Array) => hash.append(data as unknown as ArrayBuffer),
    digest: () => hash.end(),
  };
};
const upperCase = () => {
  const hash = createHash("md5");
  return {
    update: (data: Uint8Array) => hash.update(data),
    digest: () => hash.digest("hex").toUpperCase(),
  };
};

describe.each<[string, Md5]>([
  ["node:crypto", () => createHash("md5")],
  ["hash-wasm", createMD5],
  ["hash-wasm in a function", () => createMD5()],
  ["@noble/hashes, whose digest is bytes", () => nobleMd5.create()],
  ["@noble/hashes' create by itself", nobleMd5.create.bind(undefined)],
  ["spark-md5 with an adapter", spark],
  ["one that gives capitals", upperCase],
  ["one that is known", known],
  ["one that is known in capitals", known.toUpperCase()],
])("the md5 of %s", (_, md5) => {
  test("of a Blob is sent, and agreed on", async () => {
    const { server, uploads, sent } = connected();
    const upload = await uploadFile(uploads, new Blob([content]), { ...options, md5 });
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
    expect(sent()).toEqual([known]);
  });

  test("of a file is sent, and agreed on", async () => {
    const { uploads, sent } = connected();
    await using source = await openFile(await temporaryPath("a", content));
    await uploadFile(uploads, source, { ...options, md5 });
    expect(sent()).toEqual([known]);
  });

  test("of a stream is sent, and agreed on", async () => {
    const { uploads, sent } = connected();
    const source = streamSource(new Blob([content]).stream(), { size: content.length });
    await uploadFile(uploads, source, { ...options, md5 });
    expect(sent()).toEqual([known]);
  });
});

const singleton = createMD5();

test.each<[string, unknown, string]>([
  ["of nothing", () => undefined, "got one that makes Undefined without update and digest"],
  ["of a text", () => known, "got one that makes String without update and digest"],
  ["of SparkMD5", () => new SparkMD5.ArrayBuffer(), "new SparkMD5.ArrayBuffer(); return { update"],
  ["that is SparkMD5", SparkMD5.ArrayBuffer, "new SparkMD5.ArrayBuffer(); return { update"],
  ["that is noble's md5", nobleMd5, "md5 must be its own create method, got one that fails ("],
  ["that is hash-wasm's md5", wasmMd5, 'md5 must be () => createHash("md5") or'],
  ["of WebCrypto", () => crypto.subtle, "SubtleCrypto without update"],
  ["of sha256", () => createHash("sha256"), "a string of 64 characters: it is no new md5"],
  ["of noble's sha256", () => sha256.create(), "got Uint8Array: it is no new md5"],
  ["of hash-wasm's sha256", createSHA256, "a string of 64 characters: it is no new md5"],
  [
    "of a hash in use",
    () => createHash("md5").update("salt"),
    'digest() must be 900150983cd24fb0d6963f7d28e17f72 for "abc", got ',
  ],
  [
    "of a hash that is done",
    () => {
      const hash = createHash("md5");
      hash.digest();
      return hash;
    },
    "each time, got one that fails (",
  ],
  [
    "of one hash",
    (
      (hash) => () =>
        hash
    )(createHash("md5")),
    "each time, got one that returned the same hash again",
  ],
  ["of hash-wasm's one hash", async () => (await singleton).init(), "the same hash again"],
  ["of base64", () => ({ ...spark(), digest: () => "kAFQmDzST7DWlj99KOF/cg==" }), "24 characters"],
  [
    "of the raw buffer",
    () => {
      const hash = new SparkMD5.ArrayBuffer();
      return {
        update: (data: Uint8Array) => hash.append(data.buffer as ArrayBuffer),
        digest: () => hash.end(),
      };
    },
    ": it is no new md5",
  ],
  [
    "of bytes that are kept",
    () => {
      const kept: Uint8Array[] = [];
      return {
        update: (data: Uint8Array) => kept.push(data),
        digest: () => createHash("md5").update(Buffer.concat(kept)).digest("hex"),
      };
    },
    ": it is no new md5",
  ],
  [
    "whose update comes later",
    () => ({ update: () => Promise.reject(new Error("late")), digest: () => known }),
    "a hash must return at once, but this one returns promises",
  ],
  [
    "whose digest comes later",
    () => ({ update: () => undefined, digest: () => crypto.subtle.digest("SHA-1", content) }),
    "a hash must return at once, but this one returns promises",
  ],
  [
    "that throws",
    () => {
      throw new Error("no wasm here");
    },
    "got one that fails (no wasm here)",
  ],
  [
    "that rejects",
    () => Promise.reject(new Error("no wasm here")),
    "got one that fails (no wasm here)",
  ],
  ["that is a hash", createHash("md5"), "as 32 hex digits, got Object"],
  ["that is a promise", singleton, "as 32 hex digits, got Promise"],
  ["of 31 digits", known.slice(1), "or the md5 itself as 32 hex digits"],
  ["of a checksum file", `${known}  a.txt`, "got a string of 39 characters"],
  ["of no digits", "g".repeat(32), "got a string of 32 characters"],
  ["that is empty", "", "got a string of 0 characters"],
  ["true, with nothing to hash by", true, 'md5 must be () => createHash("md5")'],
  ["7", 7, "digits, got Number"],
])("an md5 %s is refused before anything is sent", async (_, md5, problem) => {
  const { server, uploads } = connect();
  const error = await rejection(
    uploadFile(uploads, new Blob([content]), { ...options, md5: md5 as Md5 }),
  );
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toContain(problem);
  expect(operations(server)).toEqual([]);
});

test("a hash for a source that comes once and can't be hashed as it is read is refused", async () => {
  const { server, uploads } = connect();
  const file = new Blob([content]);
  const source: PartSource = {
    size: file.size,
    once: true,
    fingerprint: () => "",
    read: (start, end) => file.slice(start, end),
  };
  const md5 = () => createHash("md5");
  const error = await rejection(uploadFile(uploads, source, { ...options, md5 }));
  expect(error).toEqual(
    new TypeError(
      "md5 must be false or 32 hex digits for a source without hashAsRead, got a function",
    ),
  );
  expect(operations(server)).toEqual([]);
});

test("an upload that starts over gets a hash of its own", async () => {
  const { uploads, sent } = connected({
    faults: ({ index }) => (index === 2 ? { kind: "expired" } : undefined),
  });
  const made: unknown[] = [];
  const md5 = async () => {
    const hash = await createMD5();
    made.push(hash);
    return hash;
  };
  await uploadFile(uploads, new Blob([content]), { ...options, concurrency: 1, md5 });
  expect(sent()).toEqual([known]);
  // One to try, and one for each Upload.
  expect(new Set(made).size).toBe(3);
});

test("a known md5 of other content fails as such", async () => {
  const { uploads } = connect();
  const md5 = known.replace(/./, (digit) => (digit === "0" ? "1" : "0"));
  const error = await rejection(uploadFile(uploads, new Blob([content]), { ...options, md5 }));
  expect(error).toMatchObject({ name: "UploadError", failure: "checksum" });
});

test("a source's own md5 that is none fails, and completes nothing", async () => {
  const { server, uploads } = connect();
  const file = new Blob([content]);
  const source = {
    size: file.size,
    fingerprint: () => "",
    read: (start: number, end: number) => file.slice(start, end),
    md5: () => Promise.resolve("kAFQmDzST7DWlj99KOF/cg=="),
  };
  const error = await rejection(uploadFile(uploads, source, options));
  expect(error).toMatchObject({
    name: "UploadError",
    message: expect.stringContaining(
      "source.md5() must be 32 hex digits or their 16 bytes, got a string of 24 characters",
    ) as string,
  });
  expect(operations(server)).not.toContain("complete");
});
