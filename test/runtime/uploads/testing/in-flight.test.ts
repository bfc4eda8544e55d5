import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import { createUploadsServer } from "../../../../generator/runtime/uploads/testing/index.ts";
import { request } from "./helpers.ts";

test("a stalled request that nobody else holds can still be aborted", async () => {
  const server = createUploadsServer({ faults: () => ({ kind: "stall", afterBytes: 0 }) });
  const controller = new AbortController();
  const settled = vi.fn();
  const { signal } = controller;
  server.fetch(request("/uploads", { signal })).catch(settled);
  await new Promise(setImmediate);
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  controller.abort(new Error("enough"));
  await new Promise(setImmediate);
  expect(settled).toHaveBeenCalledOnce();
});
