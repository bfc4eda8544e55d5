// Hand-written. Copied from generator/runtime/uploads/command/agent-by-server.ts; edit it there.
import http, { type Agent, type ClientRequest } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { HttpsProxyAgent } from "https-proxy-agent";
import { connectionThrough, proxyFor } from "./proxy.ts";

type Options = Parameters<HttpsProxyAgent<string>["connect"]>[1];

/**
 * An agent that looks up the proxy for each server, because a redirect may lead to a server with another proxy or none, or
 * from http to https, for which a proxy is used in a different way.
 */
export class AgentByServer extends HttpsProxyAgent<string> {
  readonly #agents = new Map<string, Agent>();

  /** The base class lets an agent that is returned here make the connection. */
  override connect(_: ClientRequest, options: Options): Promise<Socket> {
    const { host = "localhost", port, secureEndpoint } = options;
    const name = host.includes(":") ? `[${host}]` : host;
    const origin = `${secureEndpoint ? "https" : "http"}://${name}:${port}`;
    const agent = this.#agents.get(origin) ?? agentFor(origin);
    this.#agents.set(origin, agent);
    return Promise.resolve(agent as unknown as Socket);
  }
}

function agentFor(origin: string): Agent {
  const { agent } = connectionThrough(proxyFor(origin), origin);
  return agent ?? (origin.startsWith("https:") ? https : http).globalAgent;
}
