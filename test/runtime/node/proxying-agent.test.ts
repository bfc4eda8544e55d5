import http from "node:http";
import https from "node:https";
import { describe, expect, onTestFinished, test } from "vitest";
import { httpTransport, urlSource } from "../../../generated/src/node.ts";
import { serve } from "../support.ts";
import { serveContent } from "../uploads/node/url-server.ts";
import { send, serveTls, tls } from "./support.ts";

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

function replaceGlobalAgents(proxyEnv: object | undefined) {
  const [plain, secure] = [http, https].map((module) => replaceGlobalAgent(module, proxyEnv));
  return () => ({ http: plain?.length, https: secure?.length });
}

describe.each([
  { env: "set", proxyEnv: {}, want: { http: 1, https: 1 } },
  { env: "not set", proxyEnv: undefined, want: { http: 0, https: 0 } },
])("where the proxies of Node's agents are $env", ({ proxyEnv, want }) => {
  test("requests go by the agent of their scheme", async () => {
    const transport = httpTransport(options);
    const asked = replaceGlobalAgents(proxyEnv);
    for (const start of [serve, serveTls]) {
      const url = await start((_, response) => response.end());
      expect(await send(transport, url)).toMatchObject({ status: 200 });
    }
    expect(asked()).toEqual(want);
  });

  test("a redirect of a URL's to another server goes by that server's agent", async () => {
    const asked = replaceGlobalAgents(proxyEnv);
    const secure = await serveContent({}, serveTls);
    const plain = await serve((_, response) =>
      response.writeHead(302, { location: secure.url }).end(),
    );
    await urlSource(plain, options);
    expect(secure.requests).toHaveLength(1);
    expect(asked()).toEqual(want);
  });

  test("the caller's agent comes first", async () => {
    const asked = replaceGlobalAgents(proxyEnv);
    const agent = new http.Agent();
    await urlSource((await serveContent()).url, { agent });
    await send(httpTransport({ agent }), await serve((_, response) => response.end()));
    expect(asked()).toEqual({ http: 0, https: 0 });
  });
});
