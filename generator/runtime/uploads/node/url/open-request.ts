import type { Agent, ClientRequest } from "node:http";
// Default imports: mocks and instrumentation replace `request` on these objects, and named imports would bypass them.
import http from "node:http";
import https from "node:https";
import type { TlsOptions } from "../../../node/http-transport.ts";
import { proxyingAgent } from "../../../node/proxying-agent.ts";
import { tappingAgents } from "./tap.ts";

/** What the caller wants of connections. */
export interface Connecting {
  readonly agent: Agent | undefined;
  readonly tls: TlsOptions | undefined;
}

/** One request. */
interface Wanted {
  readonly headers: object;
  /** Whether it goes to the origin of the caller's URL, and not to another that redirects lead to. */
  readonly isOwn: boolean;
}

// When a kept-alive connection is closed, Deno sends the request again with only the rest of its body.
const agents = tappingAgents({ keepAlive: !("Deno" in globalThis), timeout: 5000 });

/** Opens a GET, whose `end` is still to be called. */
export function openRequest(
  url: URL,
  { agent, tls }: Connecting,
  { headers, isOwn }: Wanted,
): ClientRequest {
  // As in fetch: some servers reject requests without it.
  const sent = { "user-agent": "node", ...headers };
  const isSecure = url.protocol === "https:";
  const own = isSecure ? agents.secure : agents.plain;
  const options = { headers: sent, agent: agent ?? proxyingAgent(isSecure) ?? own };
  if (!isSecure) return http.request(url, options);
  // A certificate of the client is a credential, too.
  const others = { cert: undefined, key: undefined, pfx: undefined, servername: undefined };
  return https.request(url, { ...tls, ...(isOwn ? {} : others), ...options });
}
