/** What becomes of checkpoints that can't be used: the upload starts over, says why, and replaces them. */
import { describe, expect, test } from "vitest";
import {
  createClient,
  uploadFile,
  UploadsApi,
  type Checkpoint,
} from "../../../generated/src/index.ts";
import { rejection } from "../support.ts";
import { bytes, connect, contentOf, operations } from "./support.ts";

const content = bytes(1000);
const file = new File([content], "a.txt");
const options = { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0 } as const;

/** A server that breaks the connection of the third part: two of four are in the checkpoint by then. */
function failing() {
  return connect({
    faults: ({ index }) => (index === 3 ? { kind: "reset", afterBytes: 0 } : undefined),
  });
}

type Change = (checkpoint: Checkpoint) => object;

describe.each<[string, Change, string]>([
  ["an uploadId that leaves the path", (it) => ({ ...it, uploadId: ".." }), 'uploadId is ".."'],
  ["an uploadId of a dot", (it) => ({ ...it, uploadId: "." }), 'uploadId is "."'],
  ["an empty uploadId", (it) => ({ ...it, uploadId: "" }), 'uploadId is ""'],
  ["an uploadId of half a pair", (it) => ({ ...it, uploadId: "\ud83d" }), 'uploadId is "\\ud83d"'],
  ["an uploadId with a line break", (it) => ({ ...it, uploadId: "a\nb" }), 'uploadId is "a\\nb"'],
  [
    "an endless uploadId",
    (it) => ({ ...it, uploadId: "u".repeat(5000) }),
    `uploadId is "${"u".repeat(39)}`,
  ],
  ["a numeric uploadId", (it) => ({ ...it, uploadId: 7 }), "uploadId is 7"],
  ["no uploadId", (it) => ({ ...it, uploadId: undefined }), "uploadId is nothing"],
  [
    "an expiry that JSON has no number for",
    (it) => ({ ...it, expiresAt: Infinity }),
    "expiresAt is null",
  ],
  ["an expiry in words", (it) => ({ ...it, expiresAt: "2027-01-01" }), 'expiresAt is "2027-01-01"'],
  ["no identity", (it) => ({ ...it, identity: null }), "identity is null"],
  [
    "a list of parts",
    (it) => ({ ...it, parts: Object.values(it.parts) }),
    'parts is ["part_000001","part_000002"]',
  ],
  ["no parts", (it) => ({ ...it, parts: undefined }), "parts is nothing"],
  ["a completion in words", (it) => ({ ...it, isCompleting: "no" }), 'isCompleting is "no"'],
  ["a part too many", with1({ 4: "part_9" }), 'parts.4 is "part_9"'],
  ["a part before the first", with1({ "-1": "p" }), 'parts.-1 is "p"'],
  ["half a part", with1({ "0.5": "p" }), 'parts.0.5 is "p"'],
  ["a part by another spelling", with1({ "01": "p" }), 'parts.01 is "p"'],
  ["a part by name", with1({ length: "2" }), 'parts.length is "2"'],
  ["an empty part id", with1({ 1: "" }), 'parts.1 is ""'],
  ["a numeric part id", with1({ 1: 7 }), "parts.1 is 7"],
  ["a part id of none", with1({ 1: null }), "parts.1 is null"],
  [
    "a doubled part id",
    (it) => with1({ 1: it.parts[0] })(it),
    'parts.1, a duplicate, is "part_000001"',
  ],
])("a checkpoint with %s", (_, change, problem) => {
  test("is told of, and replaced: the upload starts over", async () => {
    const { server, uploads } = failing();
    const checkpoint = new Map<string, Checkpoint>();
    await rejection(uploadFile(uploads, file, { ...options, checkpoint }));
    const [[key, kept] = []] = checkpoint;
    if (!key || !kept) return expect.unreachable("nothing was kept");
    checkpoint.set(key, JSON.parse(JSON.stringify(change(kept))) as Checkpoint);
    const reasons: string[] = [];
    const onRestart = (reason: string) => reasons.push(reason);
    const upload = await uploadFile(uploads, file, { ...options, checkpoint, onRestart });
    expect(reasons).toEqual([`the checkpoint can't be read: ${problem}`]);
    expect((await contentOf(server, upload)).equals(content)).toBe(true);
    expect(server.uploads().at(-1)?.parts).toHaveLength(4);
    expect(checkpoint.size).toBe(0);
  });
});

/** Puts these in the place of a checkpoint's own parts. */
function with1(parts: object): Change {
  return (it) => ({ ...it, parts: { ...it.parts, ...parts } });
}

test.each<[string, Change]>([
  ["part ids", (it) => ({ ...it, parts: { 0: "part_of", 1: "another_server" } })],
  [
    "part ids of Upload names",
    (it) => ({ ...it, parts: { 0: it.uploadId, 1: `${it.uploadId}/..` } }),
  ],
  ["an uploadId", (it) => ({ ...it, uploadId: "upload_of_another_server" })],
])("a checkpoint with %s that the server doesn't know starts over, once", async (_, change) => {
  const { server, uploads } = failing();
  const checkpoint = new Map<string, Checkpoint>();
  await rejection(uploadFile(uploads, file, { ...options, checkpoint }));
  for (const [key, kept] of checkpoint) checkpoint.set(key, change(kept) as Checkpoint);
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  const upload = await uploadFile(uploads, file, { ...options, checkpoint, onRestart });
  expect(reasons).toEqual([
    expect.stringMatching(/^(part 2 .*of )?Upload upload_\w+: POST .* 40[04]/),
  ]);
  expect((await contentOf(server, upload)).equals(content)).toBe(true);
  expect(checkpoint.size).toBe(0);
});

test("a checkpoint outlives a wrong baseUrl", async () => {
  const { server, uploads } = failing();
  const checkpoint = new Map<string, Checkpoint>();
  await rejection(uploadFile(uploads, file, { ...options, checkpoint }));
  const fetch = () =>
    Promise.resolve(Response.json({ error: { message: "no such page" } }, { status: 404 }));
  const elsewhere = new UploadsApi(createClient({ apiKey: "sk-test", fetch }));
  const error = await rejection(uploadFile(elsewhere, file, { ...options, checkpoint }));
  expect(error).toMatchObject({ failure: "failed", cause: { status: 404 } });
  await uploadFile(uploads, file, { ...options, checkpoint });
  expect(operations(server)).toEqual([
    ...["uploads", "parts", "parts", "parts"],
    ...["parts", "parts", "complete"],
  ]);
});

const evil = `\u001b[2J\u0007\u202e\nall is well${"x".repeat(5000)}`;

test.each<[string, (kept: string) => string]>([
  [
    "a part id 5,000 deep",
    (kept) => kept.replace('"part_000001"', "[".repeat(5000) + "]".repeat(5000)),
  ],
  ["a part of an odd name", (kept) => kept.replace('"0":', `${JSON.stringify(evil)}:`)],
  [
    "another identity",
    (kept) => kept.replace('"identity":{', `"identity":{${JSON.stringify(evil)}:1,`),
  ],
  ["an odd uploadId", (kept) => kept.replace('"upload_000001"', JSON.stringify(evil))],
])("a checkpoint as text with %s is told of in one line of visible text", async (_, change) => {
  const { uploads } = failing();
  const kept = new Map<string, string>();
  const checkpoint = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: Checkpoint) => kept.set(key, JSON.stringify(value)),
    delete: (key: string) => kept.delete(key),
  };
  await rejection(uploadFile(uploads, file, { ...options, checkpoint }));
  for (const [key, text] of kept) {
    const changed = change(text);
    expect(changed).not.toBe(text);
    kept.set(key, changed);
  }
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  await uploadFile(uploads, file, { ...options, checkpoint, onRestart });
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(reasons[0]?.length).toBeLessThan(1100);
});
