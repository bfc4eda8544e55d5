import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { uploadFile, UploadError, type Hash } from "../../../generated/src/node.ts";
import { start, storeOf, type Parts } from "./own-parts.ts";
import { rejection } from "../support.ts";
import { bytes, connect } from "./support.ts";

const failure = new Error("the disk is gone");
const fail = () => {
  throw failure;
};

/** Fails from the given call on. */
function failFrom<T>(call: number, before: T) {
  let calls = 0;
  return () => (++calls < call ? before : fail());
}

async function* brokenStream() {
  yield await Promise.resolve(new Uint8Array(1));
  fail();
}

const hash = () => createHash("md5");

/** A source that breaks off for a hash, and not for a part, whichever reads first. */
function brokenForHash(): Parts {
  const hashed = new Set<ArrayBufferLike>();
  async function* read() {
    const half = await Promise.resolve(new Uint8Array(500));
    yield half;
    if (hashed.has(half.buffer)) fail();
    yield half;
  }
  const update = (chunk: Uint8Array) => hashed.add(chunk.buffer);
  return { source: { read }, options: { md5: hashes({ update }), partSize: 1000 } };
}

/** Makes good hashes at first, which are tried out, and then others. */
function hashes(method: object) {
  let made = 0;
  return () => (++made === 1 ? hash() : { ...good(hash()), ...method });
}

function good(it: Hash): Hash {
  return { update: (chunk) => it.update(chunk), digest: (encoding) => it.digest(encoding) };
}
const part = "part 0 (bytes 0 to 299) of Upload upload_000001: ";
const evil = `\u001b[2J\u0007\u202e\nall is well${"x".repeat(5000)}`;

test("what code of others fails with is told in one line of visible text", async () => {
  const fingerprint = () => Promise.reject(new Error(evil));
  const { upload } = start({ source: { fingerprint } });
  const want = `source.fingerprint failed: \ufffd[2J\ufffd\ufffd all is well`;
  const { message } = (await rejection(upload)) as Error;
  expect(message.slice(0, want.length)).toBe(want);
  expect(message.length).toBeLessThan(1100);
});

test("a source that is gone before anything is sent says so", async () => {
  const { upload, server } = start({ source: { fingerprint: fail } });
  const message = "source.fingerprint failed: the disk is gone";
  expect(await rejection(upload)).toMatchObject({
    failure: "failed",
    message,
    cause: failure,
  });
  expect(server.requests()).toEqual([]);
});

describe("an upload ends with what its caller's own code fails with, and says which that was", () => {
  test.each<[string, string, Parts]>([
    ["source.read", `${part}source.read failed: `, { source: { read: fail } }],
    ["a stream of the source", `${part}source.read failed: `, { source: { read: brokenStream } }],
    ["source.release", `${part}source.release failed: `, { source: { release: fail } }],
    [
      "source.md5",
      "Upload upload_000001: source.md5 failed: ",
      { source: { md5: fail }, options: { md5: true } },
    ],
    ["a read for the hash", "Upload upload_000001: source.read failed: ", brokenForHash()],
    [
      "hash.update",
      "Upload upload_000001: md5().update failed: ",
      { options: { md5: hashes({ update: fail }) } },
    ],
    [
      "hash.digest",
      "Upload upload_000001: md5().digest failed: ",
      { options: { md5: hashes({ digest: fail }) } },
    ],
    ["checkpoint.get", "checkpoint.get failed: ", storeOf({ get: fail })],
    ["checkpoint.set", "Upload upload_000001: checkpoint.set failed: ", storeOf({ set: fail })],
    ["a later checkpoint.set", `${part}checkpoint.set failed: `, storeOf({ set: failFrom(2, 0) })],
  ])("%s", async (_, where, parts) => {
    const { upload, server } = start({
      ...parts,
      options: { concurrency: 1, md5: false, maxRetries: 0, ...parts.options },
    });
    const error = await rejection(upload);
    expect(error).toBeInstanceOf(UploadError);
    const message = `${where}the disk is gone`;
    expect(error).toMatchObject({ failure: "failed", message, cause: failure });
    expect(server.inFlight()).toBe(0);
  });
});

test.each([
  ["update", hashes({ update: () => Promise.reject(failure) })],
  ["digest", hashes({ digest: () => Promise.reject(failure) })],
])(
  "a hash whose %s rejects, unlike that which was tried out, does not end the process",
  async (_, md5) => {
    expect(await rejection(start({ options: { md5 } }).upload)).toMatchObject({ cause: failure });
  },
);

/** What a store over HTTP fails with, and what another upload does. */
const alike = [
  Object.assign(new Error("no such key"), { status: 404 }),
  new UploadError("expired", "another upload has expired"),
];
test.each(alike)("a store's failure is not taken for the server's: %s", async (cause) => {
  const kept = new Map<string, never>();
  const { uploads, server } = connect();
  const source = { size: 1000, name: "a", id: "a", fingerprint: () => "", read: () => fail() };
  const options = { purpose: "fine-tune", partSize: 300, maxRetries: 0 } as const;
  await rejection(uploadFile(uploads, source, { ...options, checkpoint: kept }));
  const onRestart = vi.fn();
  const checkpoint = {
    get: (key: string) => kept.get(key),
    set: () => Promise.reject(cause),
    delete: (key: string) => kept.delete(key),
  };
  const read = (from: number, to: number) => bytes(1000).subarray(from, to);
  const again = uploadFile(uploads, { ...source, read }, { ...options, checkpoint, onRestart });
  expect(await rejection(again)).toMatchObject({ failure: "failed", cause });
  expect(onRestart).not.toHaveBeenCalled();
  expect(kept.size).toBe(1);
  expect(server.uploads()).toMatchObject([{ status: "pending" }]);
});

test("a checkpoint that does not fit stays where it is when onRestart forbids the restart", async () => {
  const kept = new Map<string, never>();
  const before = start({
    source: { read: fail },
    options: { checkpoint: kept, maxRetries: 0 },
  });
  await rejection(before.upload);
  const [checkpoint] = kept.values();
  const onRestart = fail;
  const other = start({ options: { checkpoint: kept, partSize: 500, onRestart } });
  const message = "onRestart failed: the disk is gone";
  expect(await rejection(other.upload)).toMatchObject({ message, cause: failure });
  expect([...kept.values()]).toEqual([checkpoint]);
  expect(other.server.requests()).toEqual([]);
});
