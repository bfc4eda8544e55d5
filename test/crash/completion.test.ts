import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { bundle } from "../../scripts/bundle.ts";
import { isSame, writeRandomFile } from "./file.ts";
import { live } from "./life.ts";
import { settled } from "./moments.ts";
import { serve, type ServeOptions } from "./serve.ts";
import type { Order } from "./uploader.ts";

const KiB = 2 ** 10;
const parts = 4;

/** Holds the first completion until its sender is gone, before or after it has taken effect. */
function heldCompletion(moment: "before" | "after" | "never") {
  let isHeld = false;
  let tell: () => void;
  const held = new Promise<void>((resolve) => (tell = resolve));
  const around: ServeOptions["around"] = async (request, handle) => {
    if (moment === "never" || isHeld || !request.url.endsWith("/complete")) return handle();
    isHeld = true;
    if (moment === "after") await handle();
    await new Promise((resolve) => {
      request.signal.addEventListener("abort", resolve);
      tell();
    });
    return new Response();
  };
  return { around, held };
}

/** An uploader that can be started again and again, and a server that holds its first completion. */
async function prepare(moment: "before" | "after" | "never") {
  const folder = await mkdtemp(join(tmpdir(), "completion-"));
  const [directory, checkpoints, path] = ["content", "checkpoints", "file"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await Promise.all([mkdir(directory), writeRandomFile(path, parts * 256 * KiB - 1)]);
  await bundle([join(import.meta.dirname, "uploader.ts")], folder);
  const { around, held } = heldCompletion(moment);
  const server = await serve({ directory, around });
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const { baseUrl } = server;
  const order = { baseUrl, path, checkpoints, partSize: 256 * KiB, concurrency: 2 };
  const program = join(folder, "uploader.mjs");
  const start = async (notes: Order["notes"], death = never) => {
    const end = await live(program, { ...order, ...(notes && { notes }) }, death);
    await settled(server);
    return end;
  };
  const outcome = async () => {
    const [upload, ...others] = server.uploads();
    expect(others).toEqual([]);
    return {
      partsStored: upload?.parts.length,
      isSame: await isSame(path, server.file(upload?.file?.id ?? "") ?? new Blob()),
      checkpoints: (await readdir(checkpoints)).length,
    };
  };
  return { server, start, outcome, held: () => held };
}

const never = (signal: AbortSignal): Promise<void> => sleep(2 ** 30, undefined, { signal });
const all = { partsStored: parts, isSame: true };

test("a process killed before its completion took effect completes when it goes on, and sends no part again", async () => {
  const { server, start, outcome, held } = await prepare("before");
  expect(await start(undefined, held)).toBe("killed");
  expect(server.uploads()).toMatchObject([{ status: "pending" }]);
  expect(await start(undefined)).toEqual({ fileId: server.uploads()[0]?.file?.id });
  expect(await outcome()).toEqual({ ...all, checkpoints: 0 });
});

const isThere = {
  failure: "already-completed",
  message: expect.stringContaining("find the File by its name") as string,
};

test("one killed after that is told that the File is there, and by which name to find it", async () => {
  const { server, start, outcome, held } = await prepare("after");
  expect(await start(undefined, held)).toBe("killed");
  expect(server.uploads()).toMatchObject([{ status: "completed" }]);
  expect(await start(undefined)).toEqual(isThere);
  expect(await outcome()).toEqual({ ...all, checkpoints: 0 });
});

describe("where the store keeps completed Uploads, a process killed", () => {
  test("after the completion and before its response is told so each time, and uploads nothing again", async () => {
    const { start, outcome, held } = await prepare("after");
    expect(await start("yes", held)).toBe("killed");
    for (let time = 0; time < 3; time++) expect(await start("yes")).toEqual(isThere);
    expect(await outcome()).toEqual({ ...all, checkpoints: 1 });
  });

  test("after the response and before the Upload is kept is told so, too", async () => {
    const { start, outcome } = await prepare("never");
    expect(await start("dies before")).toBe("killed");
    for (let time = 0; time < 3; time++) expect(await start("yes")).toEqual(isThere);
    expect(await outcome()).toEqual({ ...all, checkpoints: 1 });
  });

  test("after that and before the caller's own note has the File, each time", async () => {
    const { server, start, outcome } = await prepare("never");
    for (let time = 0; time < 3; time++) expect(await start("dies after")).toBe("killed");
    expect(await start("yes")).toEqual({ fileId: server.uploads()[0]?.file?.id });
    expect(server.requests()).toHaveLength(parts + 2);
    expect(await outcome()).toEqual({ ...all, checkpoints: 1 });
  });
});
