/** A remedy is named to whom it may help. */
import { expect, test } from "vitest";
import { apiError, refuse, uploader } from "./refusing.ts";

test.each<[string, object, boolean]>([
  ["several lanes", { concurrency: 2 }, true],
  ["none", { concurrency: undefined }, true],
  ["concurrency: 1", { concurrency: 1 }, false],
  ["one part", { concurrency: 4, partSize: 1000 }, false],
])("concurrency: 1 is named to whom it may help: %s", async (_, given, want) => {
  const { message } = await uploader(refuse(/complete$/, apiError(400, "no")))(given);
  expect(message.includes("it can't be completed; some servers need concurrency: 1: ")).toBe(want);
});
