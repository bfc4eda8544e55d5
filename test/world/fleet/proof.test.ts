/** The fleet of the guide, small: `npm run fleet -- --prove` is the same at full size. */
import { describe, expect, test } from "vitest";
import { everything, type Mishap } from "../../../scripts/fleet/mishaps.ts";
import { prove, type ProofOptions } from "../../../scripts/fleet/prove.ts";
import { missing } from "../../../scripts/fleet/redis.ts";

const lockDuration = 1500;
const small: Omit<ProofOptions, "mishaps"> = {
  ...{ workers: 3, files: 16, size: 2 ** 23 + 1, lockDuration },
  ...{ seed: 7, outage: 1000, freeze: 3 * lockDuration, onNote: () => undefined },
};

describe.skipIf(missing)(`a fleet${missing ? ` (${missing})` : ""}`, () => {
  test("has every file once, whatever is killed, stopped or gone", async () => {
    const mishaps: readonly Mishap[] = [{ kind: "kill" }, ...everything];
    const { verdict, isWhole } = await prove({ ...small, mishaps }, 300_000);
    const none = { missing: [], twice: [], different: [], misnamed: [], wasteful: [], leaked: [] };
    expect(verdict).toMatchObject({ ...none, files: 16, jobs: { completed: 16, failed: 0 } });
    expect(isWhole).toBe(true);
  }, 320_000);

  test("has time for a worker that is stopped until all files are done", async () => {
    const mishaps: readonly Mishap[] = [{ kind: "freeze" }];
    const long = { ...small, files: 6, freeze: 8000, mishaps };
    const { verdict, isWhole } = await prove(long, 300_000);
    expect(isWhole).toBe(true);
    expect(verdict).toMatchObject({ twice: [], different: [], misnamed: [] });
  }, 320_000);

  test("of workers that keep no completed Upload, and name the URL, is found out", async () => {
    const edit = (text: string) =>
      text
        .replace(", complete: set", "")
        .replace("updateProgress({", "updateProgress({ url: signedUrl(object),");
    const mishaps: readonly Mishap[] = [{ kind: "window", window: "unnoted" }];
    const { verdict } = await prove({ ...small, files: 6, mishaps, edit }, 300_000);
    expect(verdict.twice).not.toEqual([]);
    expect(verdict.leaked).toContain("signature");
  }, 320_000);
});
