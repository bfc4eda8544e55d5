import type { PartSource } from "../source.ts";
import type { Library } from "./facts.ts";
import { connectionThrough, proxyFor } from "./proxy.ts";

/** Opens what is behind a URL, through the proxy that the environment names for it. */
export function openUrl(
  { href }: URL,
  { urlSource }: Library,
  signal?: AbortSignal,
): Promise<PartSource> {
  return urlSource(href, { ...connectionThrough(proxyFor(href), href), signal });
}
