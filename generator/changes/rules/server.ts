import { say, type Phrase } from "../phrase.ts";
import type { Entry } from "../report.ts";
import type { Method, MethodPair, Side } from "../side.ts";
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

/** The server that the document names for a method alone. The client doesn't follow it, so its user has to. */
export function ownServerChanges({ base, head }: MethodPair, old: Side, now: Side): Entry[] {
  const [before, after] = [base.operation.server, head.operation.server];
  if (before === after) return [];
  const { baseUrl } = now.api;
  const isBreaking = (before ?? baseUrl) !== (after ?? baseUrl);
  const [was, is] = [placeOf(base), placeOf(head)];
  return [
    {
      verdict: isBreaking ? "major" : "minor",
      audience: "caller",
      operations: [head.name],
      pointer: is ?? was ?? head.pointer,
      gone: is === undefined,
      alsoAt: was === undefined ? [] : [was],
      what: ownServerText(before, after),
      before: before ?? old.api.baseUrl,
      after: after ?? baseUrl,
      action: isBreaking ? ownServerAction(after) : say`Nothing to do.`,
    },
  ];
}

function ownServerText(before: string | undefined, after: string | undefined): Phrase {
  if (before === undefined) return say`Calls have a server of their own now`;
  return after === undefined
    ? say`Calls have no server of their own any more`
    : say`Calls have another server of their own`;
}

function ownServerAction(server: string | undefined): Phrase {
  return server === undefined
    ? say`Call it with the client that other methods use.`
    : say`Call it with a client whose ${"baseUrl"} is ${server}.`;
}

/** Where an operation's servers stand: on itself, or on its path item. */
function placeOf({ source, pathItem, pointer }: Method): string | undefined {
  if (source.servers !== undefined) return `${pointer}/servers`;
  return pathItem.servers === undefined
    ? undefined
    : `${pointer.slice(0, pointer.lastIndexOf("/"))}/servers`;
}
