import type { PartSource } from "../source.ts";
import { AgentByServer } from "./agent-by-server.ts";
import type { Library } from "./facts.ts";
import { proxyFor } from "./proxy.ts";

/** Opens the file at a URL, through the proxies that the environment has for it and for where it redirects to. */
export function openUrl(
  { href }: URL,
  { urlSource }: Library,
  signal?: AbortSignal,
): Promise<PartSource> {
  const proxy = proxyFor(href);
  return urlSource(href, { agent: proxy ? new AgentByServer(proxy) : undefined, signal });
}
