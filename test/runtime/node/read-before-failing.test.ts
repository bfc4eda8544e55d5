import { test } from "vitest";
import { checks } from "./socket-checks.ts";
import { tls } from "./support.ts";

test.each(Object.entries(checks))("%s", async (_, check) => {
  await check(tls);
});
