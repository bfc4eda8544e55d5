// Hand-written. Copied from generator/runtime/uploads/command/proxy.ts; edit it there.
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { httpTransport } from "../../node/http-transport.ts";
import { shownUrl } from "../../secrets.ts";
import { FinalError, type Transport } from "../../transport.ts";

/** As the transport's own agent has it. */
const kept = { keepAlive: true, timeout: 5000 };

/**
 * Sends over `node:http`, through the proxy that the environment names for a URL: Node 20 has no support of its own for
 * that. Connections are kept and shared.
 */
export function proxiedTransport(): Transport {
  const transports = new Map<string, Transport>();
  return (request) => {
    const proxy = proxyFor(request.url);
    const { protocol, hostname } = new URL(request.url);
    const key = `${protocol} ${hostname} ${proxy}`;
    const transport = transports.get(key) ?? transportOver(proxy, protocol, hostname);
    transports.set(key, transport);
    return transport(request);
  };
}

function transportOver(proxy: string, protocol: string, hostname: string): Transport {
  if (proxy === "") return httpTransport();
  if (protocol === "http:") return httpTransport({ agent: new HttpProxyAgent(proxy, kept) });
  // The agent tells Node no name for an IP address, and Node would then want a certificate of localhost.
  const host = hostname.replace(/^\[|\]$/g, "");
  const tls = {
    checkServerIdentity: (_: string, cert: PeerCertificate) => checkServerIdentity(host, cert),
  };
  return httpTransport({ agent: new HttpsProxyAgent(proxy, kept), tls });
}

/** The proxy for a URL as it can be printed; "" for none. */
export function shownProxyFor(url: string): string {
  try {
    return shownUrl(proxyFor(url));
  } catch {
    return "";
  }
}

/** "" for none. Throws a FinalError for one that can't be used. */
function proxyFor(url: string): string {
  const found = getProxyForUrl(url);
  if (found === "") return "";
  // Without a scheme it is given that of the URL, though by custom it is http that is meant.
  const isGiven = Object.values(process.env).includes(found);
  const proxy = isGiven ? found : found.replace(/^https:/, "http:");
  if (/^https?:$/.test(protocolOf(proxy))) return proxy;
  throw new FinalError(
    `the proxy ${shownUrl(proxy)} can't be used; set HTTPS_PROXY or ALL_PROXY to an http(s) URL`,
  );
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return "";
  }
}
