/** What no Request can be made of. */
import { expect, test, vi } from "vitest";
import type { Fetch } from "../../generator/runtime/transport.ts";
import { clientOf, rejection } from "./support.ts";

test.each([
  ["http://me:secret12@127.0.0.1:9/v1", "http://[redacted]@127.0.0.1:9/v1/things"],
  ["/v1", "/v1/things"],
])("no fetch is tried again for what no Request can hold: %s", async (baseUrl, shown) => {
  const fetch = vi.fn<Fetch>();
  const client = clientOf({ baseUrl, fetch, maxRetries: 3 });
  const error = await rejection(client.request("GET", "/things", {}));
  expect(fetch).not.toHaveBeenCalled();
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toMatch(
    /^GET [^ ]+: fetch can't send the request: .*; check baseUrl$/,
  );
  expect((error as Error).message).toContain(`GET ${shown}: `);
  expect((error as Error).message).not.toContain("secret12");
});
