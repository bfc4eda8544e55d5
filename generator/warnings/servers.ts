import type { Api } from "../api-model.ts";
import { quoted } from "../text.ts";

/**
 * Warnings of servers that single operations name, one for each server. The client doesn't follow them: it would send
 * the key to hosts that its user has not chosen.
 *
 * @param file Names the document.
 */
export function serverWarnings({ services }: Api, file: string): string[] {
  const methods = new Map<string, string[]>();
  for (const { className, operations } of services)
    for (const { methodName, server } of operations) {
      if (server === undefined) continue;
      methods.set(server, [...(methods.get(server) ?? []), `${className}.${methodName}`]);
    }
  return [...methods].map(([server, names]) => {
    const url = quoted(server);
    return (
      `${file}: the server of ${listed(names)} is ${url}, but requests go to the client's baseUrl\n` +
      `  Call ${names.length === 1 ? "it" : "them"} with a client of its own: createClient({ apiKey, baseUrl: ${url} })\n`
    );
  });
}

const shown = 3;

/** The first few, and how many more. */
function listed(names: readonly string[]): string {
  const more = names.length - shown;
  const first = names.slice(0, shown).join(", ");
  return more > 0 ? `${first} and ${more} more` : first;
}
