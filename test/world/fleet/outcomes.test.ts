/** What becomes of the jobs of the guide's fleet when workers end, and when a try goes wrong. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startFleet, type Fleet, type FleetOptions } from "../../../scripts/fleet/fleet.ts";
import { missing } from "../../../scripts/fleet/redis.ts";

const usual = { workers: 1, files: 1, size: 10_000, lockDuration: 60_000 };
const id = "of-files%2F1.bin";
const isCreation = ({ url, method }: Request) => method === "POST" && url.endsWith("/uploads");

describe.skipIf(missing)(`a fleet${missing ? ` (${missing})` : ""}`, () => {
  test.each<[string, Partial<FleetOptions>, RegExp]>([
    [
      "an object that is gone",
      { edit: (text) => text.replace("encodeURI(object)", "encodeURI(`gone/${object}`)") },
      /status 404/,
    ],
    ["an object that is empty", { size: 0 }, /empty/],
    [
      "a File that the API doesn't want",
      {
        instead: (request) =>
          isCreation(request)
            ? Response.json({ error: { message: "no such purpose" } }, { status: 400 })
            : undefined,
      },
      /400 no such purpose/,
    ],
  ])(
    "fails a job at once for %s",
    async (_, options, reason) => {
      await using fleet = await startFleet({ ...usual, ...options });
      await fleet.produce();
      await expect.poll(() => fleet.queue.getJobState(id), { timeout: 15_000 }).toBe("failed");
      const job = await fleet.queue.getJob(id);
      expect(job).toMatchObject({ attemptsMade: 1 });
      expect(job?.failedReason).toMatch(reason);
    },
    40_000,
  );

  test.each<[string, number]>([
    ["a key that is refused, which is the worker's", 401],
    ["an API that is down", 503],
  ])(
    "tries a job again after %s",
    async (_, status) => {
      const instead = (request: Request) =>
        isCreation(request) ? Response.json({ error: { message: "no" } }, { status }) : undefined;
      await using fleet = await startFleet({ ...usual, instead });
      await fleet.produce();
      const made = async () => (await fleet.queue.getJob(id))?.attemptsMade ?? 0;
      await expect.poll(made, { timeout: 20_000 }).toBeGreaterThan(1);
      expect(await fleet.queue.getJobState(id)).not.toBe("failed");
    },
    40_000,
  );

  test("does not take an older File of that name for the one that has just failed", async () => {
    const requests: string[] = [];
    const instead = ({ url, method }: Request) => {
      const { pathname } = new URL(url);
      requests.push(`${method} ${pathname.replace(/upload_\w+/, "ID")}`);
      // What an earlier try has made of the object as it was then.
      const file = { id: "file-old", filename: "files/1.bin", created_at: Date.now() / 1000 };
      if (method === "GET") return Response.json({ object: "list", data: [file], has_more: false });
      return pathname.endsWith("/parts") && requests.length < 100
        ? Response.json({ error: { message: "down" } }, { status: 503, headers: none })
        : undefined;
    };
    const none = { "retry-after": "60" };
    await using fleet = await startFleet({ ...usual, instead });
    await fleet.produce();
    const reason = async () => (await fleet.queue.getJob(id))?.failedReason;
    await expect.poll(reason, { timeout: 20_000 }).toMatch(/503 down/);
    expect(await fleet.queue.getJobState(id)).not.toBe("completed");
  }, 40_000);

  test("gives the jobs of a worker that is asked to end to the others, at once", async () => {
    const slow = { lockDuration: 60_000, workers: 2, files: 6, size: 2 ** 23 + 1 };
    await using fleet = await startFleet(slow);
    const [first, second] = fleet.workers;
    if (!first || !second) return expect.unreachable();
    second.freeze();
    await fleet.produce();
    const active = () => fleet.queue.getActiveCount();
    await expect.poll(active, { timeout: 20_000, interval: 20 }).toBe(3);
    await expect.poll(() => fleet.api.uploads().length, { interval: 20 }).toBeGreaterThan(0);
    second.thaw();
    expect(await first.end()).toBeLessThan(10_000);
    await allCompleted(fleet);
    const jobs = await fleet.queue.getCompleted();
    expect(jobs.map(({ attemptsMade }) => attemptsMade)).toEqual(jobs.map(() => 1));
    expect(jobs.some(({ attemptsStarted }) => attemptsStarted > 1)).toBe(true);
    const names = fleet.api.uploads().map(({ filename }) => filename);
    expect(names.sort()).toEqual(fleet.contents.map(({ name }) => name).sort());
    expect(first.printed()).toBe("");
  }, 60_000);
});

async function allCompleted({ queue, contents }: Fleet): Promise<void> {
  const deadline = Date.now() + 25_000;
  while ((await queue.getCompletedCount()) < contents.length) {
    if (Date.now() > deadline) throw new Error("jobs of the worker that has ended are stuck");
    await sleep(100);
  }
}
