/** A completed Upload that a store has kept, but of something else than is to be uploaded: it starts over, and says why. */
import { afterEach, expect, test, vi } from "vitest";
import type { CompletedCheckpoint, UploadFileOptions } from "../../../generated/src/index.ts";
import { file, noting, upload } from "./noting.ts";
import { bytes, connect, contentOf } from "./support.ts";

afterEach(() => vi.useRealTimers());

/** Changes the one checkpoint that is kept. */
function change(kept: Map<string, string>, by: (it: CompletedCheckpoint) => object): void {
  for (const [key, text] of kept)
    kept.set(key, JSON.stringify(by(JSON.parse(text) as CompletedCheckpoint)));
}

const other = new File([bytes(1001).subarray(1)], "a.txt", { lastModified: 1 });
const hour = { expiresAfter: 3600 };

test.each<[string, Partial<UploadFileOptions<"batch">>, File, RegExp]>([
  ["another content", {}, other, /^changed since the checkpoint: the file itself$/],
  ["another size", {}, new File([bytes(10)], "a.txt"), /^changed .*the file itself, size$/],
  ["another filename", { filename: "b.txt" }, file, /^changed .*: filename$/],
  ["another time to live", hour, file, /^changed .*: expiresAfter$/],
  ["another part size", { partSize: 400 }, file, /^changed .*: partSize$/],
])("%s", async (_, given, source, reason) => {
  const { server, uploads } = connect();
  const { store } = noting();
  await upload(uploads, { checkpoint: store });
  const { result, restarts } = await upload(uploads, { checkpoint: store, ...given }, source);
  expect(restarts).toEqual([expect.stringMatching(reason)]);
  const sent = Buffer.from(await source.arrayBuffer());
  expect((await contentOf(server, result)).equals(sent)).toBe(true);
  // And that one is kept now.
  expect(await upload(uploads, { checkpoint: store, ...given }, source)).toMatchObject({
    result: { id: result.id },
    restarts: [],
  });
});

test("a File that the API has deleted by now", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { server, uploads } = connect();
  const { store } = noting();
  const { result } = await upload(uploads, { checkpoint: store, ...hour });
  vi.setSystemTime(Date.now() + 3_600_000);
  const again = await upload(uploads, { checkpoint: store, ...hour });
  expect(again.restarts).toEqual([`File ${result.file.id} has expired`]);
  expect(server.uploads()).toHaveLength(2);
});

test.each<[string, unknown, string]>([
  ["no object", "yes", '"yes"'],
  ["a list", [], "[]"],
  ["without a file", { id: "upload_1" }, '{"id":"upload_1"}'],
  ["with a file of none", { file: null }, '{"file":null}'],
  ["with a file without an id", { file: {} }, '{"file":{}}'],
  ["with a numeric id", { file: { id: 7 } }, '{"file":{"id":7}}'],
  ["with an id that leaves a path", { file: { id: ".." } }, '{"file":{"id":".."}}'],
  ["with a line break in an id", { file: { id: "a\nb" } }, '{"file":{"id":"a\\nb"}}'],
])("an Upload that is %s", async (_, completed, shown) => {
  const { server, uploads } = connect();
  const { store, kept } = noting();
  await upload(uploads, { checkpoint: store });
  change(kept, (it) => ({ ...it, completed }));
  const { restarts } = await upload(uploads, { checkpoint: store });
  expect(restarts).toEqual([`the checkpoint can't be read: completed is ${shown}`]);
  expect(server.uploads()).toHaveLength(2);
});
