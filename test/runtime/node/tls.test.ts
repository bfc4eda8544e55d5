import { randomBytes } from "node:crypto";
import { Agent as HttpAgent } from "node:http";
import { Agent } from "node:https";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { readAll, rejection, serve } from "../support.ts";
import { MiB, send, serveTls, tls } from "./support.ts";

test("a certificate that nobody vouches for is refused", async () => {
  const url = await serveTls((_request, response) => response.end());
  expect(await rejection(send(httpTransport(), url))).toMatchObject({
    code: "DEPTH_ZERO_SELF_SIGNED_CERT",
  });
});

test.each([
  ["the authority's certificate", { tls: { ca: tls.cert } }],
  ["no check", { tls: { rejectUnauthorized: false } }],
  ["an agent that knows the authority", { agent: new Agent({ ca: tls.cert }) }],
  ["an agent that doesn't, and the certificate", { agent: new Agent(), tls: { ca: tls.cert } }],
])("sends with %s", async (_, options) => {
  const content = randomBytes(3 * MiB);
  const url = await serveTls((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      response.end(String(body.equals(content)));
    });
  });
  const response = await send(httpTransport(options), url, { segments: [content] });
  expect(await response.text()).toBe("true");
});

test("connections are the agent's to open", async () => {
  const url = await serve((request, response) => response.end(request.url));
  const target = new URL(url);
  // As a proxy's does: wherever a request is to go, it goes elsewhere.
  class Detour extends HttpAgent {
    override createConnection() {
      return connect(Number(target.port), target.hostname);
    }
  }
  const response = await send(httpTransport({ agent: new Detour() }), "http://api.invalid/path");
  expect(await response.text()).toBe("/path");
});
