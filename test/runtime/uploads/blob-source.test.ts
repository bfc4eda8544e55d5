import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { openAsBlob } from "node:fs";
import { mkdtemp, open, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { uploadFile } from "../../../generated/src/index.ts";
import { rejection } from "../support.ts";
import { FirefoxFile } from "./firefox-file.ts";
import { bytes, connect, contentOf, operations } from "./support.ts";

/** What happens to the file at a path that holds `content`. */
type Change = (path: string) => Promise<void>;

const size = 450_000;
const content = bytes(size);
const other = content.map((byte) => byte ^ 0xff);
const options = {
  purpose: "batch",
  filename: "a.jsonl",
  partSize: 100_000,
  concurrency: 1,
} as const;

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "blob-source-"));
  path = join(folder, "a.jsonl");
});
beforeEach(() => writeFile(path, content));
afterAll(() => rm(folder, { recursive: true }));

/** Uploads what `pick` makes of the path; the file changes before the response to the second request, the first part. */
async function uploadWhile(
  change: Change,
  pick: () => Blob | Promise<Blob>,
  { md5, request: number = 2 }: { md5?: true; request?: number } = {},
) {
  const { server, uploads } = connect(
    {},
    {
      maxRetries: 0,
      fetch: async (request) => {
        const response = await server.fetch(request);
        if (server.requests().length === number) await change(path);
        return response;
      },
    },
  );
  const hash = () => createHash("md5");
  const upload = uploadFile(uploads, await pick(), { ...options, ...(md5 && { md5: hash }) });
  return { server, upload };
}

const pickInFirefox = () => new FirefoxFile(path) as unknown as Blob;

/** Leaves the times as they are, to the nanosecond. */
function keepingTimes(change: Change): Change {
  return async () => {
    execFileSync("touch", ["-r", path, `${path}.times`]);
    await change(path);
    execFileSync("touch", ["-r", `${path}.times`, path]);
  };
}

/** The last byte too: a log that is rotated, an editor that saves. */
const rewrite: Change = () => writeFile(path, other, { flag: "r+" });
const replace: Change = async () => {
  await writeFile(`${path}.new`, other);
  await rename(`${path}.new`, path);
};
const changes: Record<string, Change> = {
  "rewritten in place": rewrite,
  "replaced by another": replace,
  "rewritten with its times restored": keepingTimes(rewrite),
  truncated: () => truncate(path, size / 2),
  "truncated by one byte": () => truncate(path, size - 1),
  emptied: () => truncate(path, 0),
  deleted: () => rm(path),
};

describe.each([
  ["a file that Firefox has picked", pickInFirefox],
  ["a Blob of openAsBlob", () => openAsBlob(path)],
] as const)("%s", (_, pick) => {
  test.each(Object.entries(changes))("that is %s meanwhile is an error", async (_, change) => {
    const { server, upload } = await uploadWhile(change, pick);
    expect(await rejection(upload)).toMatchObject({ failure: "source-changed", partIndex: 0 });
    expect(operations(server)).toEqual(["uploads", "parts", "cancel"]);
  });

  test("that stays as it is becomes a File", async () => {
    const { server, upload } = await uploadWhile(() => Promise.resolve(), pick);
    expect((await contentOf(server, await upload)).equals(content)).toBe(true);
  });
});

describe("a file that Firefox has picked", () => {
  test("and that has become too short is an error before a part of it is sent", async () => {
    const { server, uploads } = connect();
    const picked = pickInFirefox();
    await truncate(path, size - 1);
    const error = await rejection(uploadFile(uploads, picked, options));
    expect(error).toMatchObject({
      message: expect.stringContaining(
        "a.jsonl: byte 449999 can no longer be read; pick or open it again",
      ) as string,
    });
    expect(operations(server)).toEqual([]);
  });

  test("and that becomes too short while the Upload is created has no part sent", async () => {
    const change: Change = () => truncate(path, 50_000);
    const { server, upload } = await uploadWhile(change, pickInFirefox, { request: 1 });
    expect(await rejection(upload)).toMatchObject({ failure: "source-changed", partIndex: 0 });
    expect(operations(server)).toEqual(["uploads", "cancel"]);
  });

  test("and that is gone is an error that says what to do", async () => {
    const { server, uploads } = connect();
    const picked = pickInFirefox();
    await rm(path);
    const error = await rejection(uploadFile(uploads, picked, options));
    expect((error as Error).message).toMatch(
      /a\.jsonl: byte 0 can no longer be read \(AbortError.*\); pick or open it again/,
    );
    expect(operations(server)).toEqual([]);
  });

  test("and that is appended to is sent as it was", async () => {
    const append: Change = () => writeFile(path, other, { flag: "a" });
    const { server, upload } = await uploadWhile(append, pickInFirefox);
    expect((await contentOf(server, await upload)).equals(content)).toBe(true);
  });

  /** One byte in the first part, one in the last, none of them looked at. */
  const edit: Change = async () => {
    const file = await open(path, "r+");
    for (const at of [20_000, size - 20_000]) await file.write(other, at, 1, at);
    await file.close();
  };

  test("of which single bytes change completes as a mix where nobody hashes it", async () => {
    const { server, upload } = await uploadWhile(edit, pickInFirefox);
    const received = await contentOf(server, await upload);
    expect([received.at(20_000), received.at(-20_000)]).toEqual([
      content.at(20_000),
      other.at(-20_000),
    ]);
  });

  test("of which single bytes change is refused where it is hashed", async () => {
    const { upload } = await uploadWhile(edit, pickInFirefox, { md5: true });
    expect(await rejection(upload)).toMatchObject({ failure: "checksum" });
  });

  test("is hashed to its end before the first part is sent", async () => {
    let hashed = 0;
    const seen: number[] = [];
    const { server, uploads } = connect(
      {},
      {
        fetch: (request) => {
          if (request.url.endsWith("/parts")) seen.push(hashed);
          return server.fetch(request);
        },
      },
    );
    const md5 = () => {
      const hash = createHash("md5");
      hashed = 0;
      const update = (data: Uint8Array) => {
        hashed += data.length;
        hash.update(data);
      };
      return { update, digest: () => hash.digest("hex") };
    };
    await uploadFile(uploads, pickInFirefox(), { ...options, md5 });
    expect(seen).toEqual(Array(5).fill(size));
  });
});

test.each([1, 4095, 65_535, 65_536, 65_537, 70_000])(
  "of a file of %i bytes a change of its first or last byte is noticed",
  async (size) => {
    for (const at of [0, size - 1]) {
      await writeFile(path, content.subarray(0, size));
      const change: Change = async () => {
        const file = await open(path, "r+");
        await file.write(other, at, 1, at);
        await file.close();
      };
      const { upload } = await uploadWhile(change, pickInFirefox);
      expect(await rejection(upload)).toMatchObject({ failure: "source-changed" });
    }
  },
);
