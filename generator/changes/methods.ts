import { argumentChanges } from "./arguments.ts";
import type { Pairing } from "./pair-methods.ts";
import { say, type Phrase } from "./phrase.ts";
import type { Entry } from "./report.ts";
import type { Method, MethodPair } from "./side.ts";

/** Methods that are gone, new, renamed, moved, or take other arguments than they did. */
export function methodChanges({ pairs, removed, added }: Pairing): Entry[] {
  return [
    ...removed.map(removedEntry),
    ...pairs.flatMap((pair) => [...nameChanges(pair), ...argumentChanges(pair)]),
    ...added.map(addedEntry),
  ];
}

function removedEntry({ name, pointer }: Method): Entry {
  return {
    verdict: "major",
    audience: "caller",
    operations: [name],
    pointer,
    gone: true,
    what: say`Method ${name.method} of ${name.className} is gone`,
    before: name.request,
    action: say`Stop calling it.`,
  };
}

function addedEntry({ name, pointer }: Method): Entry {
  return {
    verdict: "minor",
    audience: "caller",
    operations: [name],
    pointer,
    what: say`Method ${name.method} of ${name.className} is new`,
    after: name.request,
    action: say`Nothing to do.`,
  };
}

function nameChanges({ base, head }: MethodPair): Entry[] {
  const [old, now] = [base.name, head.name];
  const entries: Entry[] = [];
  const add = (key: string, what: Phrase, names: { before: string; after: string }) => {
    const action = say`Call ${names.after} instead.`;
    const pointer = `${head.pointer}/${key}`;
    entries.push({
      verdict: "major",
      audience: "caller",
      operations: [now],
      pointer,
      what,
      ...names,
      action,
    });
  };
  if (old.method !== now.method)
    add("operationId", say`Method ${old.method} is called ${now.method} now`, {
      before: old.method,
      after: now.method,
    });
  if (old.className !== now.className)
    add("tags", say`Method ${now.method} moved from ${old.className} to ${now.className}`, {
      before: `${old.className}.${old.method}`,
      after: `${now.className}.${now.method}`,
    });
  return entries;
}
