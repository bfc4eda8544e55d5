import { quoted } from "./text.ts";

/** Whether a client can have a server's URL for its `baseUrl`: absolute, and nothing left in it to fill in. */
export function isCallable(server: string): boolean {
  return /^https?:\/\/[^{}?#]+$/.test(server) && URL.canParse(server);
}

/**
 * How to make a client for methods with a server of their own.
 *
 * @param baseUrl That of the API, whose host may serve a relative one.
 */
export function serverAdvice(server: string, baseUrl: string | undefined): string {
  if (isCallable(server)) return `createClient({ apiKey, baseUrl: ${quoted(server)} })`;
  return `createClient({ apiKey, baseUrl }), where baseUrl is ${baseUrlFor(server, baseUrl)}`;
}

function baseUrlFor(server: string, common = "https://host.example"): string {
  const names = [...new Set(server.match(/\{[^{}]+\}/g))];
  if (names.length > 0)
    return `that URL with values of your own for ${names.map((name) => quoted(name).slice(1, -1)).join(", ")}`;
  if (/^\/(?!\/)/.test(server)) {
    const whole = quoted(new URL(server, common).href);
    return `that path on the host that serves it, such as ${whole}`;
  }
  return "an http(s) URL without a query, which that is not: ask whoever runs the API for it";
}
