import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "../../scripts/bundle.ts";
import { isSame, writeRandomFile } from "./file.ts";
import { live } from "./life.ts";
import { reached, settled } from "./moments.ts";
import { serve, type ServeOptions } from "./serve.ts";

const KiB = 2 ** 10;
const parts = 4;

/** Holds the first completion, until its sender is gone, before or after it has taken effect. */
function heldCompletion(moment: "before" | "after") {
  let isHeld = false;
  let tell: () => void;
  const held = new Promise<void>((resolve) => (tell = resolve));
  const around: ServeOptions["around"] = async (request, handle) => {
    if (isHeld || !request.url.endsWith("/complete")) return handle();
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

/** Kills the uploader while the server holds its completion, and starts it again. */
async function killWhileCompleting(moment: "before" | "after") {
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

  expect(await live(program, order, () => held)).toBe("killed");
  await settled(server);
  const [status] = server.uploads().map((upload) => upload.status);
  const end = await live(program, order, (signal) => reached(undefined, server, signal));

  const [upload, ...others] = server.uploads();
  expect(others).toEqual([]);
  return {
    status,
    end,
    partsStored: upload?.parts.length,
    isSame: await isSame(path, server.file(upload?.file?.id ?? "") ?? new Blob()),
    checkpoints: await readdir(checkpoints),
  };
}

test("a process killed before its completion took effect completes when it goes on, and sends no part again", async () => {
  const outcome = await killWhileCompleting("before");
  expect(outcome).toEqual({
    status: "pending",
    end: "done",
    partsStored: parts,
    isSame: true,
    checkpoints: [],
  });
});

test("one killed after that is told that the File is there, and by which name to find it", async () => {
  const outcome = await killWhileCompleting("after");
  expect(outcome).toEqual({
    status: "completed",
    end: {
      failure: "already-completed",
      message: expect.stringContaining("find the File by its name") as string,
    },
    partsStored: parts,
    isSame: true,
    checkpoints: [],
  });
});
