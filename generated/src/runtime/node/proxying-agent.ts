// Hand-written. Copied from generator/runtime/node/proxying-agent.ts; edit it there.
import http, { type Agent } from "node:http";
import https from "node:https";

/**
 * Node's own agent, if Node was told to use the proxies of the environment (NODE_USE_ENV_PROXY, --use-env-proxy,
 * `http.setGlobalProxyFromEnv`): no other agent knows them. To be asked before each request, since a program can say so at
 * any time.
 */
export function proxyingAgent(isSecure: boolean): Agent | undefined {
  const { globalAgent } = isSecure ? https : http;
  const { options } = globalAgent as { options?: { proxyEnv?: unknown } };
  return options?.proxyEnv ? globalAgent : undefined;
}
