import { objectAt } from "../locate.ts";
import { type Phrase, say } from "../sentence.ts";
import type { Entry } from "../report.ts";
import type { Method, MethodPair } from "../side.ts";

/** The server that the document names for a method alone. The client doesn't follow it, so its user has to. */
export function ownServerChanges({ base, head }: MethodPair): Entry[] {
  const [before, after] = [base.operation.server, head.operation.server];
  if (before === after) return [];
  const [old, now] = [before ?? base.api.baseUrl, after ?? head.api.baseUrl];
  const isBreaking = (before ?? head.api.baseUrl) !== now;
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

/** Where an operation's servers stand: on itself, or on its path item. */
function placeOf({ document, pointer }: Method): string | undefined {
  const owners = [pointer, pointer.slice(0, pointer.lastIndexOf("/"))];
  const owner = owners.find((place) => "servers" in objectAt(document, place));
  return owner && `${owner}/servers`;
}
