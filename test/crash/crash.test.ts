import { expect, test } from "vitest";
import { crash } from "./crash.ts";

const KiB = 2 ** 10;

test("a process that is killed at any moment goes on with the parts it had in flight", async () => {
  const seed = Date.now() % 2 ** 30;
  const plan = { seed, kills: 5, size: 80 * 256 * KiB - 1, partSize: 256 * KiB, concurrency: 4 };

  const { kills, uploadIds, ...outcome } = await crash(plan);

  const lost = kills.reduce((sum, kill) => sum + kill.lost, 0);
  expect({ seed, ...outcome }).toMatchObject({
    seed,
    isSame: true,
    completedId: uploadIds[0],
    md5: { sent: outcome.md5.source },
    partsStored: 80 + lost,
  });
  expect(uploadIds, `seed ${seed}`).toHaveLength(1);
  expect(kills, `seed ${seed}`).toHaveLength(5);
  expect(Math.max(...kills.map((kill) => kill.lost)), `seed ${seed}`).toBeLessThanOrEqual(4);
});
