import { pathShape } from "../pair-methods.ts";
import { say } from "../phrase.ts";
import type { Entry } from "../report.ts";
import type { Method, MethodPair, Side } from "../side.ts";

/** The same call requests something else: another method, or another address. */
export function requestLineChanges(pair: MethodPair, base: Side, head: Side): Entry[] {
  return [...httpMethodChange(pair), ...pathChange(pair, base, head)];
}

function httpMethodChange({ base, head }: MethodPair): Entry[] {
  const [before, after] = [base.operation.httpMethod, head.operation.httpMethod];
  if (before === after) return [];
  const what = say`Requests are sent with ${after}`;
  return [
    { ...entryOf({ base, head }), verdict: "major", what, before, after, action: checkServers },
  ];
}

function pathChange(pair: MethodPair, base: Side, head: Side): Entry[] {
  const [before, after] = [pair.base.operation.path, pair.head.operation.path];
  if (pathShape(before) === pathShape(after)) return [];
  const what = say`Requests go to another path`;
  const entry = { ...entryOf(pair), what, before, after };
  if (addressOf(pair.base, base) !== addressOf(pair.head, head))
    return [{ ...entry, verdict: "major", action: checkServers }];
  const action = say`Nothing to do without a ${"baseUrl"} of your own; take what moved into the path out of it.`;
  return [{ ...entry, verdict: "minor", action }];
}

const checkServers = say`Calls stay as they are; whatever stands between or in for the API (proxy, allow list, mock) has to know it.`;

/** Where a method's requests go, from the root of the server on: a part of the path may as well stand in the server's URL. */
export function addressOf({ operation }: Method, { api }: Side): string {
  const prefix = api.baseUrl === undefined ? "" : new URL(api.baseUrl).pathname;
  return `${prefix}/${pathShape(operation.path)}`.replace(/\/+/g, "/");
}

function entryOf({ base, head }: MethodPair) {
  return {
    audience: "wire only",
    operations: [head.name],
    pointer: head.pointer,
    alsoAt: [base.pointer],
  } as const;
}
