// A redirect is followed over no transport: it would carry the key, under whatever name, to where the server says.
import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import { ApiError } from "../../generator/runtime/errors.ts";
import { multipart } from "../../generator/runtime/multipart.ts";
import { httpTransport } from "../../generator/runtime/node/http-transport.ts";
import { fetchTransport, type Fetch } from "../../generator/runtime/transport.ts";
import { canary, clientOf, rejection, serve } from "./support.ts";
import type { TestRequest } from "./test-client.ts";

/** A server that redirects to another origin, and what each of them gets. */
async function redirecting(status: number) {
  const asked: string[] = [];
  const elsewhere: IncomingHttpHeaders[] = [];
  const other = await serve((request, response) => {
    elsewhere.push(request.headers);
    response.setHeader("content-type", "application/json").end('{"id":"u"}');
  });
  const location = `${other}/moved`;
  const baseUrl = await serve((request, response) => {
    asked.push(request.method ?? "");
    request.resume().on("end", () => response.writeHead(status, { location }).end());
  });
  return { baseUrl, location, asked, elsewhere };
}

const bodies: Record<string, () => TestRequest> = {
  "no body": () => ({}),
  JSON: () => ({ body: { a: 1 } }),
  bytes: () => ({ body: { data: new Uint8Array(1000) }, encode: multipart({}) }),
  "a stream": () => ({ body: { data: new Blob(["x"]).stream() }, encode: multipart({}) }),
};
const transports = { fetch: () => fetchTransport(), "node:http": () => httpTransport() };

describe.each(Object.keys(transports) as (keyof typeof transports)[])("over %s", (way) => {
  describe.each([301, 302, 303, 307, 308])("a %i", (status) => {
    test.each(Object.keys(bodies))("is an ApiError and not followed: with %s", async (kind) => {
      const { baseUrl, location, asked, elsewhere } = await redirecting(status);
      const headers = { "api-key": canary };
      const client = clientOf({ baseUrl, apiKey: null, headers, transport: transports[way]() });
      const error = await rejection(client.request("POST", "/", bodies[kind]?.() ?? {}));
      expect(elsewhere).toEqual([]);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status });
      expect((error as ApiError).headers.get("location")).toBe(location);
      expect(asked).toEqual(["POST"]);
    });
  });
});

describe("a fetch", () => {
  test("is told so in the request and in what comes with it", async () => {
    const seen: unknown[] = [];
    const fetch: Fetch = (request, init) => {
      seen.push(request.redirect, init.redirect);
      return Promise.resolve(Response.json({}));
    };
    await clientOf({ fetch }).request("GET", "/", {});
    expect(seen).toEqual(["manual", "manual"]);
  });

  test("of a browser hides where a redirect leads: the error says so, and it is sent once", async () => {
    let calls = 0;
    const fetch = () => {
      calls += 1;
      return Promise.resolve(opaqueRedirect());
    };
    const error = await rejection(clientOf({ fetch }).request("POST", "/uploads", { body: {} }));
    expect(error).toEqual(
      new TypeError(
        "POST https://api.example/v1/uploads: redirected to an address that browsers hide; set baseUrl to that address",
      ),
    );
    expect(calls).toBe(1);
  });

  test("that follows redirects all the same is told from one that does not", async () => {
    const { baseUrl, location } = await redirecting(303);
    let calls = 0;
    const fetch: Fetch = (request, init) => {
      calls += 1;
      return globalThis.fetch(new Request(request, { redirect: "follow" }), {
        ...init,
        redirect: "follow",
      });
    };
    const error = await rejection(clientOf({ baseUrl, fetch }).request("POST", "/", { body: {} }));
    expect(error).toEqual(
      new TypeError(`POST ${baseUrl}/: redirected to ${location}; set baseUrl to that address`),
    );
    expect(calls).toBe(1);
  });
});

/** As browsers answer to `redirect: "manual"` (fetch.spec.whatwg.org, "opaque-redirect filtered response"). */
function opaqueRedirect(): Response {
  const properties = { type: "opaqueredirect", status: 0, ok: false, body: null };
  const given = Object.entries(properties).map(([name, value]) => [name, { value }] as const);
  return Object.defineProperties(Response.error(), Object.fromEntries(given));
}
