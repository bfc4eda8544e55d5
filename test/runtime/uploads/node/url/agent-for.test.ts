import http from "node:http";
import https from "node:https";
import { expect, onTestFinished, test } from "vitest";
import { urlSource } from "../../../../../generated/src/node.ts";
import { serveTls, tls } from "../../../node/support.ts";
import { serve } from "../../../support.ts";
import { serveContent } from "../url-server.ts";

/** As Node 22 and later have it, told to use the proxies of the environment or not. */
function replaceGlobalAgent(module: typeof http | typeof https, proxyEnv: object | undefined) {
  const { globalAgent } = module;
  const agent = new (module as typeof https).Agent({ proxyEnv } as https.AgentOptions);
  const asked: string[] = [];
  const addRequest = Reflect.get(agent, "addRequest") as (...args: unknown[]) => void;
  Reflect.set(agent, "addRequest", (request: http.ClientRequest, ...rest: unknown[]) => {
    asked.push(request.host);
    addRequest.call(agent, request, ...rest);
  });
  module.globalAgent = agent;
  onTestFinished(() => {
    module.globalAgent = globalAgent;
  });
  return asked;
}

const options = { tls: { ca: tls.cert } };

test.each([
  { env: "set", proxyEnv: {}, asked: { http: 1, https: 1 } },
  { env: "not set", proxyEnv: undefined, asked: { http: 0, https: 0 } },
])("the runtime's agent is used where its proxies are $env", async ({ proxyEnv, asked: want }) => {
  const asked = {
    http: replaceGlobalAgent(http, proxyEnv),
    https: replaceGlobalAgent(https, proxyEnv),
  };
  // A redirect to another server goes by that server's agent.
  const secure = await serveContent({}, serveTls);
  const plain = await serve((_, response) =>
    response.writeHead(302, { location: secure.url }).end(),
  );
  await urlSource(plain, options);
  expect(secure.requests).toHaveLength(1);
  expect({ http: asked.http.length, https: asked.https.length }).toEqual(want);
});
