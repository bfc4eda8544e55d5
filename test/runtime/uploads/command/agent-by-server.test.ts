import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { urlSource } from "../../../../generated/src/node.ts";
import { AgentByServer } from "../../../../generated/src/runtime/uploads/command/agent-by-server.ts";
import { startProxy, type Proxy } from "../../../world/mocks/proxy.ts";
import { tls } from "../../node/support.ts";
import { serve } from "../../support.ts";
import { give } from "../node/url-server.ts";

let proxy: Proxy;
beforeEach(async () => {
  proxy = await startProxy();
  vi.stubEnv("http_proxy", proxy.url);
  vi.stubEnv("https_proxy", proxy.url);
  vi.stubEnv("no_proxy", "");
  onTestFinished(() => {
    proxy.close();
    vi.unstubAllEnvs();
  });
});

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const content: Handle = (request, response) => {
  give(request, response, { content: Buffer.from("abc"), headers: { etag: '"a"' } });
};
const leadTo =
  (location: string): Handle =>
  (_, response) =>
    void response.writeHead(302, { location }).end();

/** The host and port of a server for https. */
async function secure(handle: Handle): Promise<string> {
  const server = createServer(tls, handle);
  await new Promise<void>((resolve) => void server.listen(0, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `localhost:${(server.address() as AddressInfo).port}`;
}

const open = (url: string) =>
  urlSource(url, { agent: new AgentByServer(proxy.url), tls: { ca: tls.cert }, maxRetries: 0 });

test("a redirect from http to https goes through a tunnel, and nothing of it in the clear", async () => {
  const host = await secure(content);
  const url = await serve(leadTo(`https://${host}/a.txt`));
  expect((await open(`${url}/a.txt`)).size).toBe(3);
  expect(proxy).toMatchObject({ forwarded: [`${url}/a.txt`], tunnelled: [host] });
});

test("a redirect from https to http is forwarded", async () => {
  const url = await serve(content);
  const host = await secure(leadTo(`${url}/a.txt`));
  expect((await open(`https://${host}/a.txt`)).size).toBe(3);
  expect(proxy).toMatchObject({ forwarded: [`${url}/a.txt`], tunnelled: [host] });
});

test("a redirect to a server that is to be reached without the proxy goes there", async () => {
  const host = await secure(content);
  vi.stubEnv("no_proxy", host);
  const url = await serve(leadTo(`https://${host}/a.txt`));
  expect((await open(`${url}/a.txt`)).size).toBe(3);
  expect(proxy).toMatchObject({ forwarded: [`${url}/a.txt`], tunnelled: [] });
});
