import { expect, test } from "vitest";
import { startMiniflare } from "../miniflare.ts";
import { advised, journey, refusal } from "./journey.ts";

test("Cloudflare's KV is refused with the adapter to write, which works", async () => {
  const script = "export default { fetch: () => new Response() }";
  const miniflare = await startMiniflare({ modules: true, script, kvNamespaces: ["KV"] });
  const store = await miniflare.getKVNamespace("KV");
  const error = await refusal(store);
  expect(error.message).toMatch(
    /^checkpoint must be { get: \(key\) => store\..*, got Object without set$/,
  );
  await journey(advised(error, "store", store));
});
