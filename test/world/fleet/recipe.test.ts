/** Single promises of the guide's fleet, each with a real Redis. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Checkpoint, CheckpointStore } from "../../../generated/src/node.ts";
import { startFleet, type Fleet, type FleetOptions } from "../../../scripts/fleet/fleet.ts";
import { leakedIn } from "../../../scripts/fleet/judge.ts";
import { missing, startRedis, type RedisServer } from "../../../scripts/fleet/redis.ts";
import { filesOf, unpackGuide, type GuideFiles } from "../../support/guide-files.ts";

const size = 10_000;
const usual = { workers: 2, files: 8, size, lockDuration: 5000 };

test("worker and producer have fewer than 60 lines together", () => {
  const files = filesOf("fleet");
  const linesOf = (text = "") => text.trimEnd().split("\n").length;
  const lines = ["worker.ts", "producer.ts"].map((name) => linesOf(files.get(name)));
  expect(lines).not.toContain(1);
  expect(lines.reduce((sum, it) => sum + it, 0)).toBeLessThan(60);
});

describe.skipIf(missing)(`with Redis${missing ? ` (${missing})` : ""}`, () => {
  describe("a checkpoint", () => {
    type CheckpointOf = (job: object, worker: object, redis: Redis) => Required<CheckpointStore>;
    const value = { version: 1, uploadId: "upload_1" } as unknown as Checkpoint;
    const worker = { toKey: (name: string) => `bull:uploads:${name}` };
    let folder: string;
    let server: RedisServer;
    let redis: Redis;
    let guide: GuideFiles;
    let checkpointOf: CheckpointOf;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "fleet-redis-"));
      server = await startRedis(folder);
      redis = new Redis(server.port);
      guide = await unpackGuide("fleet");
      ({ checkpointOf } = await guide.load<{ checkpointOf: CheckpointOf }>("checkpoint.js"));
    });

    afterAll(async () => {
      redis.disconnect();
      await server[Symbol.asyncDispose]();
      await guide[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    });

    test.each(["set", "complete", "delete"] as const)(
      "is written by %s while the worker has the lock, and not after",
      async (method) => {
        const store = checkpointOf({ id: method, token: "first" }, worker, redis);
        const write = () => Promise.resolve(store[method]("any", value as never));
        await redis.set(`bull:uploads:${method}:lock`, "first");
        await write();
        const written = method === "delete" ? "" : JSON.stringify(value);
        expect(await store.get("any")).toBe(written);
        for (const lock of ["second", undefined]) {
          await redis.set(`bull:uploads:${method}:checkpoint`, "of the second");
          await (lock
            ? redis.set(`bull:uploads:${method}:lock`, lock)
            : redis.del(`bull:uploads:${method}:lock`));
          await expect(write()).rejects.toThrow("lock lost");
          expect(await store.get("any")).toBe("of the second");
        }
      },
    );
  });

  test("a 429 keeps all workers from beginning a job, and costs no attempt", async () => {
    const times: number[] = [];
    const instead = (request: Request) => {
      if (!request.url.endsWith("/uploads")) return undefined;
      if (times.push(Date.now()) > 1) return undefined;
      const headers = { "retry-after": "7" };
      return Response.json({ error: { message: "slow down" } }, { status: 429, headers });
    };
    await using fleet = await startFleet({ ...usual, files: 40, instead });
    await fleet.produce();
    await allCompleted(fleet);
    const jobs = await fleet.queue.getJobs(["completed"]);
    expect(jobs.map(({ attemptsMade }) => attemptsMade)).toEqual(jobs.map(() => 1));
    // What was under way by then, and what the other worker began before it could know.
    const [first = 0] = times;
    expect(times.filter((time) => time < first + 6000).length).toBeLessThan(20);
  }, 60_000);

  test("a producer that runs twice adds each job once, and no checkpoint is left", async () => {
    await using fleet = await startFleet(usual);
    await Promise.all([fleet.produce(), fleet.produce()]);
    await allCompleted(fleet);
    expect(fleet.api.uploads()).toHaveLength(usual.files);
    await expect.poll(() => fleet.client.keys("*:checkpoint")).toEqual([]);
  }, 60_000);

  test.each<[string, Partial<FleetOptions>, RegExp]>([
    [
      "storage that refuses the signature",
      { edit: (text) => text.replace("process.env.STORAGE_SECRET", '"another"') },
      /403/,
    ],
    [
      "an API that repeats the key",
      {
        instead: (request) => {
          const key = request.headers.get("authorization")?.replace("Bearer ", "");
          const message = `No such key: ${key}`;
          return Response.json({ error: { message } }, { status: 401 });
        },
      },
      /: 401 No such key: /,
    ],
  ])(
    "nothing of %s is in Redis but why it failed",
    async (_, options, reason) => {
      await using fleet = await startFleet({ ...usual, files: 1, ...options });
      await fleet.produce();
      const job = () => fleet.queue.getJob("of-files%2F1.bin");
      await expect
        .poll(async () => (await job())?.failedReason, { timeout: 20_000 })
        .toMatch(reason);
      expect(await leakedIn(fleet)).toEqual([]);
    },
    60_000,
  );

  test.each([
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const)(
    "the demo ends and removes all that it has started at %s",
    async (signal, code) => {
      const folder = await mkdtemp(join(tmpdir(), "fleet-demo-"));
      const env = { ...process.env, TMPDIR: folder };
      const args = ["--import", "tsx", "scripts/fleet.ts", "--files", "20", "--kills", "0"];
      const demo = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
      await once(demo.stdout, "data");
      const children = childrenOf(demo.pid);
      expect(children.length).toBeGreaterThanOrEqual(4);
      demo.kill(signal);
      expect(await once(demo, "exit")).toEqual([code, null]);
      await expect.poll(() => children.filter(isRunning)).toEqual([]);
      const left = (await readdir(folder)).filter((name) => name.startsWith("fleet-"));
      await rm(folder, { recursive: true, maxRetries: 3 });
      expect(left).toEqual([]);
    },
    60_000,
  );
});

async function allCompleted({ queue, contents }: Fleet): Promise<void> {
  while ((await queue.getCompletedCount()) < contents.length) await sleep(100);
}

function childrenOf(pid = 0): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").map(Number);
}

/** A process whose parent is gone may stay in the table after its end. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
