import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checkpoint } from "../../generated/src/node.ts";
import type { FaultSchedule } from "../../generated/src/runtime/uploads/testing/index.ts";
import { bundle } from "../../scripts/bundle.ts";
import { isSame, md5OfPath, writeRandomFile } from "./file.ts";
import { live } from "./life.ts";
import { moments, partsStored, reached, settled } from "./moments.ts";
import { serve, type Served } from "./serve.ts";
import type { Order } from "./uploader.ts";

export interface Plan {
  /** Any integer: the moments of the kills follow from it. */
  readonly seed: number;
  readonly kills: number;
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly partSize: number;
  readonly concurrency: number;
}

/** What was there after a kill. */
export interface Kill {
  /** Parts that the server has stored, those that came more than once included. */
  readonly stored: number;
  /** Parts that the checkpoint holds. */
  readonly remembered: number;
  /** Parts stored in the life that ended here which the checkpoint doesn't hold: they will be sent again. */
  readonly lost: number;
}

/** What became of an upload whose process was killed time and again. */
export interface Outcome {
  readonly kills: readonly Kill[];
  /** The ids in the checkpoints, each once. */
  readonly uploadIds: readonly string[];
  /** The Upload that was completed. */
  readonly completedId: string | undefined;
  /** Parts that the server stored for it. */
  readonly partsStored: number;
  /** Of the source, and as the uploader told the server, which compares it with what it has. */
  readonly md5: Readonly<Record<"source" | "sent", string | undefined>>;
  /** Whether what the server has is the source, byte for byte. */
  readonly isSame: boolean;
}

/**
 * Uploads a file over HTTP in a process that is killed with SIGKILL at random moments and started again, until the
 * upload is done. Throws when the uploader fails or starts over.
 */
export async function crash(plan: Plan): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "crash-"));
  const [content, checkpoints, path] = ["content", "checkpoints", "file"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await Promise.all([mkdir(content), mkdir(checkpoints), writeRandomFile(path, plan.size)]);
  const server = await serve({ directory: content, faults: uneven });
  try {
    const { baseUrl } = server;
    const { partSize, concurrency } = plan;
    const order = { baseUrl, path, checkpoints, partSize, concurrency };
    await bundle([join(import.meta.dirname, "uploader.ts")], folder);
    const program = join(folder, "uploader.mjs");
    const lives = await liveUntilDone(plan, order, { server, program });
    return { ...lives, ...(await judge(server, path)) };
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** Else parts that are sent at the same time arrive at the same time, and a kill finds few states between. */
const uneven: FaultSchedule = ({ index, operation }) =>
  operation === "addUploadPart" ? { kind: "slow", milliseconds: (index * 37) % 100 } : undefined;

async function liveUntilDone(
  plan: Plan,
  order: Order,
  { server, program }: { server: Served; program: string },
): Promise<Pick<Outcome, "kills" | "uploadIds">> {
  const kills: Kill[] = [];
  const uploadIds = new Set<string>();
  let lost = 0;
  for (const moment of [...moments(plan), undefined]) {
    const end = await live(program, order, (signal) => reached(moment, server, signal));
    await settled(server);
    if (end !== "killed" && "message" in end) throw new Error(end.message);
    if (end !== "killed") break;
    const { uploadId, parts = {} } = (await checkpointIn(order.checkpoints)) ?? {};
    if (uploadId !== undefined) uploadIds.add(uploadId);
    const stored = partsStored(server);
    const remembered = Object.keys(parts).length;
    const unknown = stored - remembered - lost;
    kills.push({ stored, remembered, lost: unknown });
    lost += unknown;
  }
  return { kills, uploadIds: [...uploadIds] };
}

async function checkpointIn(folder: string): Promise<Checkpoint | undefined> {
  // A temporary file of a process that was killed may lie beside it.
  const name = (await readdir(folder)).find((name) => name.endsWith(".json"));
  if (name === undefined) return undefined;
  return JSON.parse(await readFile(join(folder, name), "utf8")) as Checkpoint;
}

async function judge(server: Served, path: string): Promise<Omit<Outcome, "kills" | "uploadIds">> {
  const completed = server.uploads().find(({ status }) => status === "completed");
  const received = server.file(completed?.file?.id ?? "");
  return {
    completedId: completed?.id,
    partsStored: completed?.parts.length ?? 0,
    md5: { source: await md5OfPath(path), sent: server.md5() },
    isSame: received !== undefined && (await isSame(path, received)),
  };
}
