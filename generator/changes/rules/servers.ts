import { objectAt, pathItemOf } from "../locate.ts";
import type { Pair } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import { say, type Phrase } from "../sentence.ts";
import { pathShape, type Method, type MethodPair, type Side } from "../side.ts";

const checkServers = say`Calls stay as they are; whatever stands between or in for the API (proxy, allow list, mock) has to know it.`;

/** The same call requests something else: another HTTP method, or another path. */
export function requestLineChanges({ base, head }: MethodPair): Entry[] {
  const [old, now] = [base.operation, head.operation];
  const common = { operations: [head.name], pointer: head.pointer, alsoAt: [base.pointer] };
  const entry = {
    ...common,
    verdict: "major",
    audience: "wire only",
    action: checkServers,
  } as const;
  const entries: Entry[] = [];
  if (old.httpMethod !== now.httpMethod) {
    const what = say`Requests are sent with ${now.httpMethod}`;
    entries.push({ ...entry, what, before: old.httpMethod, after: now.httpMethod });
  }
  if (pathShape(old.path) !== pathShape(now.path)) {
    const what = say`Requests go to another path`;
    const moved = { ...entry, what, before: old.path, after: now.path };
    const action = say`Nothing to do without a ${"baseUrl"} of your own; take what moved into the path out of it.`;
    const isSame = addressOf(base) === addressOf(head);
    entries.push(isSame ? { ...moved, verdict: "minor", action } : moved);
  }
  return entries;
}

/** The address that requests go to when the client is made without one. */
export function serverChanges({ base, head }: Pair<Side>, pairs: readonly MethodPair[]): Entry[] {
  const [before, after] = [base.api.baseUrl, head.api.baseUrl];
  if (before === after) return [];
  const common = { operations: [], pointer: "#/servers", before, after } as const;
  if (before === undefined) {
    const what = say`${"createClient"} knows a server now; ${"baseUrl"} may be left out`;
    return [{ ...common, verdict: "minor", audience: "caller", what }];
  }
  if (after === undefined) {
    const what = say`${"createClient"} knows no server any more`;
    const action = say`Give ${"baseUrl"} when making the client.`;
    return [{ ...common, verdict: "major", audience: "caller", what, action, gone: true }];
  }
  const what = say`Requests go to another server by default`;
  const action = say`Check who has to let them through (firewall, proxy, mock), or give the old one as ${"baseUrl"}.`;
  // Perhaps only the border between server URL and paths has moved.
  const isSame =
    new URL(before).origin === new URL(after).origin &&
    pairs.every((pair) => addressOf(pair.base) === addressOf(pair.head));
  return [{ ...common, verdict: isSame ? "minor" : "major", audience: "wire only", what, action }];
}

/** Where a method's requests go, from the root of the server on: a part of the path may as well stand in the server's URL. */
function addressOf({ operation, api }: Method): string {
  const prefix = api.baseUrl === undefined ? "" : new URL(api.baseUrl).pathname;
  return `${prefix}/${pathShape(operation.path)}`.replace(/\/+/g, "/");
}

/** The server that the document names for a method alone. The client doesn't follow it, so its user has to. */
export function ownServerChanges({ base, head }: MethodPair): Entry[] {
  const [before, after] = [base.operation.server, head.operation.server];
  if (before === after) return [];
  const [old, now] = [before ?? base.api.baseUrl, after ?? head.api.baseUrl];
  const isBreaking = (before ?? head.api.baseUrl) !== now;
  const [was, is] = [ownServers(base), ownServers(head)];
  return [
    {
      verdict: isBreaking ? "major" : "minor",
      audience: "caller",
      operations: [head.name],
      pointer: is ?? was ?? head.pointer,
      gone: is === undefined,
      alsoAt: was === undefined ? [] : [was],
      what: ownServerText(before, after),
      before: old,
      after: now,
      ...(isBreaking && { action: ownServerAction(after) }),
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

/** The pointer to an operation's servers: its own, or its path item's. */
function ownServers({ document, pointer }: Method): string | undefined {
  const owners = [pointer, pathItemOf(pointer)];
  const owner = owners.find((one) => "servers" in objectAt(document, one));
  return owner && `${owner}/servers`;
}
