// Hand-written. Copied from generator/runtime/uploads/node/url/agent-for.ts; edit it there.
import http, { type Agent } from "node:http";
import https from "node:https";
import { tappingAgents } from "./tap.ts";

// When a kept-alive connection is closed, Deno sends the request again with only the rest of its body.
const own = tappingAgents({ keepAlive: !("Deno" in globalThis), timeout: 5000 });

/**
 * What opens connections where the caller has nothing for that. Node's own agents know the proxies of the environment, if
 * Node was told to use them (NODE_USE_ENV_PROXY, --use-env-proxy, `http.setGlobalProxyFromEnv`); no other agent does.
 */
export function agentFor(isSecure: boolean): Agent {
  const { globalAgent } = isSecure ? https : http;
  const { options } = globalAgent as { options?: { proxyEnv?: unknown } };
  if (options?.proxyEnv) return globalAgent;
  return isSecure ? own.secure : own.plain;
}
