/** What a real Redis keeps, by the clients and the wrappers that people have. */
import { Redis } from "ioredis";
import { createStorage, type Driver } from "unstorage";
import redisDriver from "unstorage/drivers/redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { json } from "./forms.ts";
import { advised, failure, journey } from "./journey.ts";
import { missing, startRedis } from "./redis.ts";

describe.skipIf(missing)(`Redis${missing ? ` (${missing})` : ""}`, () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    redis = new Redis({ path: server.path });
  });
  afterEach(async () => {
    expect(await redis.keys("*")).toEqual([]);
    redis.disconnect();
  });

  test("through ioredis keeps a text of its own: told with the first write, with the adapter", async () => {
    // @ts-expect-error -- its types say so, too
    const { error, statuses } = await failure(redis);
    expect(error).toMatchObject({ name: "UploadError", failure: "failed" });
    expect(error.message).toContain("the checkpoint can't be read: not JSON");
    expect(statuses).toEqual(["cancelled"]);
    await journey(advised(error, "store", redis));
  });

  test("through ioredis, with a time to live", async () => {
    await journey({
      get: (key) => redis.get(key),
      set: (key, value) => redis.set(key, json(value), "EX", 3600),
      delete: (key) => redis.del(key),
    });
  });

  test("through ioredis, as Buffers", async () => {
    await journey({
      get: (key) => redis.getBuffer(key),
      set: (key, value) => redis.set(key, Buffer.from(json(value))),
      del: (key) => redis.del(key),
    });
  });

  test("through unstorage", async () => {
    const driver = redisDriver({ path: server.path, base: "uploads" }) as Driver;
    const storage = createStorage({ driver });
    await journey(storage);
    await storage.dispose();
  });

  test("that is gone is an error before anything is sent, not a wait", async () => {
    const gone = new Redis({ path: `${server.path}-gone`, maxRetriesPerRequest: 0 });
    gone.on("error", () => undefined);
    const { error, statuses } = await failure({
      get: (key) => gone.get(key),
      set: (key, value) => gone.set(key, json(value)),
      delete: (key) => gone.del(key),
    });
    gone.disconnect();
    expect(error).toMatchObject({ name: "UploadError", failure: "failed" });
    expect(error.message).toMatch(/^checkpoint\.get failed: /);
    expect(statuses).toEqual([]);
  });
});
