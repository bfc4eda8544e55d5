import type { Api } from "../api-model.ts";
import { serverAdvice } from "../server-url.ts";
import { quoted } from "../text.ts";
import { listed } from "./listed.ts";

/**
 * Warnings of servers that single operations name, one for each server. The client doesn't follow them: it would send
 * the key to hosts that its user has not chosen.
 *
 * @param file Names the document.
 */
export function serverWarnings({ baseUrl, services }: Api, file: string): string[] {
  const methods = new Map<string, string[]>();
  for (const { className, operations } of services)
    for (const { methodName, server } of operations) {
      if (server === undefined) continue;
      methods.set(server, [...(methods.get(server) ?? []), `${className}.${methodName}`]);
    }
  return [...methods].map(([server, names]) => {
    return (
      `${file}: the server of ${listed(names)} is ${quoted(server)}, but requests go to the client's baseUrl\n` +
      `  Call ${names.length === 1 ? "it" : "them"} with a client of its own: ${serverAdvice(server, baseUrl)}\n`
    );
  });
}
