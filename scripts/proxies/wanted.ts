/**
 * What the client has to tell its user, by case, behind the versions that Debian 12 has. A name is that of a proxy, or of
 * a proxy and a transport. Where there is more than one it is a race, and each is right.
 */
import type { Transports } from "./transports.ts";

type Wanted = Readonly<Record<string, string | readonly string[]>> & {
  readonly others: string | readonly string[];
};

/** `fetch` may lose a response that comes before the body is sent, and then says so. */
const lost = "no connection ×2";

const wanted: Readonly<Record<string, Wanted>> = {
  "a whole file": { others: "ok" },
  "a part over the proxy's limit": {
    others: "413 ×1",
    "HAProxy fetch": ["413 ×1", "413 ×2", lost],
    "Squid fetch": ["413 ×1", "413 ×2", lost],
    "Varnish fetch": ["413 ×1", "413 ×2", lost],
    // Its limit is not for what it passes on.
    Apache: "ok",
    // It has no limit.
    tinyproxy: "ok",
    // It says no more than that.
    Caddy: "502 ×2",
  },
  "413 from behind": {
    others: "413 ×1",
    // It closes each connection without having said so, and one that is used again is an attempt.
    tinyproxy: ["413 ×1", "413 ×2"],
    // It hangs up, now and then, before it has passed the response on.
    Squid: ["413 ×1", "413 ×2", lost],
  },
  "the backend dies in mid-body": {
    others: "502 ×2",
    lighttpd: "500 ×2",
    "Varnish node:http": "503 ×2",
    "Varnish fetch": ["503 ×2", lost],
    // They hang up, mostly, as long as there is more of the body to come.
    HAProxy: ["no connection ×2", "502 ×2"],
    Squid: ["502 ×2", "no connection ×2"],
    tinyproxy: "no connection ×2",
  },
  "it does so every second time": { others: "ok" },
  "no backend": {
    others: "502 ×1",
    Apache: "503 ×1",
    lighttpd: "503 ×1",
    HAProxy: "503 ×1",
    Varnish: "503 ×1",
    tinyproxy: "500 ×1",
  },
  "a slow backend, 16 MiB": {
    others: "ok",
    // It closes the connection when its buffer of 512 KB is full.
    Squid: "no connection ×2",
  },
  "a slow backend, 1 MiB": { others: "ok" },
  "the first half of a body": {
    others: "ok, at once",
    nginx: "ok, as a whole",
    lighttpd: "ok, as a whole",
  },
  "a client that pauses": {
    others: "no connection ×2",
    Apache: "408 ×2",
    Varnish: "503 ×2",
    // An empty one.
    Caddy: ["200 ×1", "200 ×2"],
    // They wait.
    HAProxy: "ok",
    Squid: "ok",
  },
  "kept connections, closed in front": { others: "ok" },
  "kept connections, closed behind": { others: "ok" },
};

/** What a cell may say. */
export function wantedOf(proxy: string, transport: Transports, name: string): readonly string[] {
  const of = wanted[name];
  if (!of) throw new Error(`wanted.ts: nothing is wanted of "${name}"`);
  const found = of[`${proxy} ${transport}`] ?? of[proxy] ?? of.others;
  return typeof found === "string" ? [found] : found;
}
