import http from "node:http";
import https from "node:https";
import { describe, expect, onTestFinished, test } from "vitest";
import { createClient, httpTransport, urlSource } from "../../../generated/src/node.ts";
import { rejection, serve } from "../support.ts";
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

/** As Node 22 and later have it, whose agent is refused by the proxy. */
class RefusedAgent extends https.Agent {
  attempts = 0;
  readonly #statusCode: number;

  constructor(statusCode: number) {
    super();
    this.#statusCode = statusCode;
  }

  override createConnection(...args: unknown[]): undefined {
    this.attempts++;
    const message = `Failed to establish tunnel to a.test:443 via http://proxy.test:1/: HTTP/1.1 ${this.#statusCode} No`;
    const more = { code: "ERR_PROXY_TUNNEL", statusCode: this.#statusCode };
    const done = args.at(-1) as (error: Error) => void;
    setImmediate(done, Object.assign(new Error(message), more));
  }
}

test.each([
  { status: 407, attempts: 1 },
  { status: 403, attempts: 1 },
  { status: 408, attempts: 2 },
  { status: 429, attempts: 2 },
  { status: 502, attempts: 2 },
])("a proxy's $status to CONNECT ends after $attempts attempts", async ({ status, attempts }) => {
  const tunnel = `Failed to establish tunnel to a.test:443 via http://proxy.test:1/: HTTP/1.1 ${status} No`;
  const hint = attempts === 1 ? "; check HTTPS_PROXY and NO_PROXY" : "";
  const agent = new RefusedAgent(status);
  const transport = httpTransport({ agent });
  const client = createClient({
    apiKey: "key",
    transport,
    maxRetries: 1,
    baseUrl: "https://a.test",
  });
  const params = { path: { upload_id: "upload_1" } };
  const call = client.POST("/uploads/{upload_id}/cancel", { params });
  const { message } = (await rejection(call)) as Error;
  expect(message).toContain(tunnel + hint);
  expect(agent.attempts).toBe(attempts);

  const reader = new RefusedAgent(status);
  const failed = await rejection(urlSource("https://a.test/f", { agent: reader, maxRetries: 1 }));
  expect(failed).toMatchObject({
    problem: "connection",
    message: `GET https://a.test/f: connection failed: ${tunnel}${hint}`,
  });
  expect(reader.attempts).toBe(attempts);
});
