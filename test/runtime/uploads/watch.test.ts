import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uploadFile } from "../../../generated/src/index.ts";
import { rejection } from "../support.ts";
import { FirefoxFile } from "./firefox-file.ts";
import { bytes, connect, operations } from "./support.ts";

const size = 8_000_000;
let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "watch-"));
  path = join(folder, "a.jsonl");
  await writeFile(path, bytes(size));
});
afterAll(() => rm(folder, { recursive: true }));

test("a part that waits for bytes that are gone is ended soon, and is what changed", async () => {
  const { server, uploads } = connect(
    {},
    {
      fetch: async (request) => {
        // Its body is under way.
        if (request.url.endsWith("/parts")) await truncate(path, size / 2);
        return server.fetch(request);
      },
    },
  );
  const picked = new FirefoxFile(path) as unknown as Blob;
  const options = { purpose: "batch", stallTimeout: Infinity } as const;
  const error = await rejection(uploadFile(uploads, picked, options));
  expect(error).toMatchObject({ failure: "source-changed" });
  expect(operations(server)).toEqual(["uploads", "parts", "cancel"]);
});
