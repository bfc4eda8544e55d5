import { say } from "../phrase.ts";
import type { Entry } from "../report.ts";
import type { MethodPair, Side } from "../side.ts";
import { addressOf } from "./request-line.ts";

/** The address that requests go to when the client is made without one. */
export function serverChanges(base: Side, head: Side, pairs: readonly MethodPair[]): Entry[] {
  const [before, after] = [base.api.baseUrl, head.api.baseUrl];
  if (before === after) return [];
  const place = { operations: [], pointer: "#/servers", before, after } as const;
  if (before === undefined) {
    const what = say`${"createClient"} knows a server now; ${"baseUrl"} may be left out`;
    return [{ ...place, verdict: "minor", audience: "caller", what, action: say`Nothing to do.` }];
  }
  if (after === undefined) {
    const what = say`${"createClient"} knows no server any more`;
    const action = say`Give ${"baseUrl"} when making the client.`;
    return [{ ...place, verdict: "major", audience: "caller", what, action, gone: true }];
  }
  const what = say`Requests go to another server by default`;
  const action = say`Check who has to let them through (firewall, proxy, mock), or give the old one as ${"baseUrl"}.`;
  const verdict = sameAddresses(base, head, pairs) ? "minor" : "major";
  return [{ ...place, verdict, audience: "wire only", what, action }];
}

/** Whether only the border between server URL and paths has moved. */
function sameAddresses(base: Side, head: Side, pairs: readonly MethodPair[]): boolean {
  const [old, now] = [base, head].map(({ api }) => api.baseUrl && new URL(api.baseUrl).origin);
  return (
    old === now && pairs.every((pair) => addressOf(pair.base, base) === addressOf(pair.head, head))
  );
}
