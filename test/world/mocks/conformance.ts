import { describe, expect, test } from "vitest";
import {
  announced,
  check,
  checkComingAndGoing,
  checkLettingThrough,
  checks,
  mocked,
  type Way,
} from "./checks.ts";
import type { Mock } from "./mock.ts";
import { entries, operations, realServer } from "./support.ts";

/** Runs all checks of a mock, over the transports that it reaches. */
export function behavesWith(mock: Mock, ways: readonly Way[]): void {
  describe.each(ways)("over %s", (way) => {
    test.each(Object.keys(checks))("%s", (name) => check(name, entries[way], mock));

    test("a client lives through the mock's coming and going", () =>
      checkComingAndGoing(entries[way], mock));

    test.runIf("letThrough" in mock)("what the mock reads and lets through stays as it is", () =>
      checkLettingThrough(entries[way], mock),
    );

    test("a call over https is answered, whatever certificate the real server has", async () => {
      const real = await realServer("https");
      mock.install();
      mock.reply(real.origin, mocked);
      const uploads = operations(way, real.baseUrl);
      expect(await uploads.createUpload(announced)).toEqual({ id: "mocked" });
      await mock.uninstall();
      expect(real.requests).toBe(0);
    });
  });
}
