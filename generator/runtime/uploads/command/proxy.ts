import type { ClientRequest } from "node:http";
import { isIP } from "node:net";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import type { HttpTransportOptions } from "../../node/http-transport.ts";
import { shownUrl } from "../../secrets.ts";
import type { Transport } from "../../transport.ts";
import type { Library } from "./facts.ts";
import { UsageError } from "./usage-error.ts";

type TunnelOptions = Parameters<HttpsProxyAgent<string>["connect"]>[1];

/** The same as for the transport's own agent. */
const kept = { keepAlive: true, timeout: 5000 };

/**
 * A transport over `node:http` to a server, through a proxy unless that is "": Node 20 has no proxy support of its own.
 * Connections are kept open and shared.
 */
export function transportThrough(
  proxy: string,
  url: string,
  httpTransport: Library["httpTransport"],
): Transport {
  return httpTransport(connectionThrough(proxy, url));
}

/** HttpsProxyAgent gives Node no name for an IP address: Node would then expect the certificate of the proxy or of localhost. */
class Tunnel extends HttpsProxyAgent<string> {
  override connect(request: ClientRequest, options: TunnelOptions) {
    const { host = "" } = options;
    if (!options.secureEndpoint || !isIP(host)) return super.connect(request, options);
    const check = (_: string, cert: PeerCertificate) => checkServerIdentity(host, cert);
    return super.connect(request, { ...options, checkServerIdentity: check });
  }
}

/** How to get to a server through a proxy, unless that is "". */
export function connectionThrough(proxy: string, url: string): HttpTransportOptions {
  if (proxy === "") return {};
  const { protocol } = new URL(url);
  if (protocol === "http:") return { agent: new HttpProxyAgent(proxy, kept) };
  return { agent: new Tunnel(proxy, kept) };
}

/** The proxy for a URL as it can be printed; "" for none. */
export function shownProxyFor(url: string): string {
  return shownUrl(proxyFor(url));
}

/** The proxy that the environment names for a URL; "" for none. Throws a UsageError for one that can't be used. */
export function proxyFor(url: string): string {
  const found = getProxyForUrl(url);
  // A proxy without a scheme is given the URL's, although by custom it means http.
  const isGiven = Object.values(process.env).includes(found);
  const proxy = isGiven ? found : found.replace(/^https:/, "http:");
  if (proxy === "" || isHttp(proxy)) return proxy;
  const problem = `the proxy ${shownUrl(proxy)} can't be used`;
  throw new UsageError(`${problem}; set HTTPS_PROXY or ALL_PROXY to an http(s) URL`);
}

function isHttp(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}
