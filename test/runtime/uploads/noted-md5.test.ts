/** An md5 that the caller knows says which content is meant, even where size, time and name are the same. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Checkpoint, PartSource, UploadFileOptions } from "../../../generated/src/index.ts";
import { rejection } from "../support.ts";
import { content, failing, noting, upload as uploadSource } from "./noting.ts";
import { connect, contentOf, operations } from "./support.ts";

type Md5 = UploadFileOptions["md5"];

const other = Uint8Array.from(content, (byte) => byte ^ 1);
/** Nothing but its content tells one from the other. */
const sourceOf = (bytes: Uint8Array): PartSource => ({
  ...{ size: 1000, name: "a.txt", id: "a", fingerprint: () => "of both" },
  read: (start, end) => bytes.slice(start, end),
});
const twin = sourceOf(other);
type Given = Parameters<typeof uploadSource>;
const upload = (uploads: Given[0], given: Given[1], source = sourceOf(content)) =>
  uploadSource(uploads, given, source);
const hex = (bytes: Uint8Array) => createHash("md5").update(bytes).digest("hex");
const hash = () => createHash("md5");
const changed = "changed since the checkpoint: md5";

describe("a completed Upload that is kept", () => {
  test.each<[string, Md5, Md5]>([
    ["hex", hex(content), hex(other)],
    ["made by a hash the first time", hash, hex(other)],
  ])("is not that of another md5: %s", async (_, before, now) => {
    const { server, uploads } = connect();
    const { store } = noting();
    await upload(uploads, { checkpoint: store, md5: before });
    const again = await upload(uploads, { checkpoint: store, md5: now }, twin);
    expect(again.restarts).toEqual([changed]);
    expect((await contentOf(server, again.result)).equals(other)).toBe(true);
    expect(server.uploads()).toHaveLength(2);
  });

  test.each<[string, Md5, Md5]>([
    ["the same in capitals", hex(content), hex(content).toUpperCase()],
    ["the same as a hash made", hash, hex(content)],
    ["none the second time", hex(content), undefined],
    ["none the first time", undefined, hex(content)],
    ["false the second time", hex(content), false],
    ["a hash the second time, which would have to read it all", hex(content), hash],
  ])("is found with an md5 that is %s", async (_, before, now) => {
    const { server, uploads } = connect();
    const { store } = noting();
    const { result } = await upload(uploads, { checkpoint: store, md5: before });
    const again = await upload(uploads, { checkpoint: store, md5: now });
    expect(again).toMatchObject({ result: { id: result.id }, restarts: [] });
    expect(server.uploads()).toHaveLength(1);
  });

  test("names the md5 that the server has compared", async () => {
    const { uploads } = connect();
    const { store, kept } = noting();
    await upload(uploads, { checkpoint: store, md5: hash });
    const [text = ""] = kept.values();
    expect(JSON.parse(text)).toMatchObject({ md5: hex(content) });
  });
});

describe("an upload that was interrupted", () => {
  test("is not continued for another md5, with parts of which nobody would know the content", async () => {
    const { server, uploads } = connect(failing(3, { kind: "reset", afterBytes: 0 }));
    const { store } = noting();
    await rejection(upload(uploads, { checkpoint: store, md5: hex(content) }));
    const given = { checkpoint: store, md5: hex(other) };
    const { result, restarts } = await upload(uploads, given, twin);
    expect(restarts).toEqual([changed]);
    expect((await contentOf(server, result)).equals(other)).toBe(true);
  });

  test("is completed without an md5, where the server takes none", async () => {
    const { server, uploads } = connect({ dialects: ["md5-is-refused"] });
    const { store } = noting();
    const error = await rejection(upload(uploads, { checkpoint: store, md5: hex(content) }));
    expect(error).toMatchObject({ failure: "failed" });
    const { restarts } = await upload(uploads, { checkpoint: store, md5: false });
    expect(restarts).toEqual([]);
    expect(operations(server).filter((it) => it === "parts")).toHaveLength(4);
  });
});

test.each<[unknown, string]>([
  [7, "7"],
  [null, "null"],
  [{ hex: "abc" }, '{"hex":"abc"}'],
])("a checkpoint whose md5 is %j can't be read", async (md5, shown) => {
  const { uploads } = connect(failing(3, { kind: "reset", afterBytes: 0 }));
  const { store, kept } = noting();
  await rejection(upload(uploads, { checkpoint: store }));
  for (const [key, text] of kept)
    kept.set(key, JSON.stringify({ ...(JSON.parse(text) as Checkpoint), md5 }));
  const { restarts } = await upload(uploads, { checkpoint: store });
  expect(restarts).toEqual([`the checkpoint can't be read: md5 is ${shown}`]);
});
