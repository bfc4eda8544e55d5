/** Files of a real nginx; `npm run url-source` has more servers, and more that happens to them. */
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cases, replaced } from "../../../scripts/url-source/cases.ts";
import type { Place } from "../../../scripts/url-source/place.ts";
import { nginx } from "../../../scripts/url-source/servers.ts";
import { webPlace } from "../../../scripts/url-source/web-place.ts";

describe.skipIf(!existsSync(nginx.program))("behind the URL of nginx", () => {
  let place: Place;
  beforeAll(async () => {
    place = await webPlace(nginx);
  });
  afterAll(() => place[Symbol.asyncDispose]());

  const short = cases.filter(({ name }) => !/meanwhile|expires|function/.test(name));
  test.each(short)("$name", async ({ run, wanted }) => {
    expect(await run(place)).toMatch(wanted);
  });

  test.each(["rewritten", "replaced"] as const)("%s while it is read", async (way) => {
    expect(await replaced(place, way, 2)).toBe("2 × source-changed");
  });
});
