import http, { type Agent, type ClientRequest } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { HttpsProxyAgent } from "https-proxy-agent";
import { connectionThrough, proxyFor } from "./proxy.ts";

type Options = Parameters<HttpsProxyAgent<string>["connect"]>[1];

/**
 * An agent that asks the environment about each server, since a redirect may lead to another: to one that has another
 * proxy or none, or from http to https, which a proxy is asked for in another way.
 */
export class AgentByServer extends HttpsProxyAgent<string> {
  readonly #agents = new Map<string, Agent>();

  /** The base class takes an agent for a connection, and has it do the rest. */
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
