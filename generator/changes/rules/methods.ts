import { deprecated, say, sentenceOf } from "../sentence.ts";
import type { Entry } from "../report.ts";
import type { Pairing } from "../pair-by.ts";
import type { Method, MethodPair } from "../side.ts";
import { argumentChanges } from "./arguments.ts";

/** Methods that are gone, new, renamed, moved, or take other arguments than they did. */
export function methodChanges({ pairs, gone, added }: Pairing<Method>): Entry[] {
  return [
    ...gone.map(({ name, pointer }): Entry => {
      const what = say`Method ${name.method} of ${name.className} is gone`;
      const action = say`Stop calling it.`;
      const place = { operations: [name], pointer, gone: true, before: name.request };
      return { ...place, verdict: "major", audience: "caller", what, action };
    }),
    ...pairs.flatMap((pair) => [...nameChanges(pair), ...argumentChanges(pair)]),
    ...added.map(({ name, pointer }): Entry => {
      const what = say`Method ${name.method} of ${name.className} is new`;
      const place = { operations: [name], pointer, after: name.request };
      return { ...place, verdict: "minor", audience: "caller", what };
    }),
  ];
}

function nameChanges({ base, head }: MethodPair): Entry[] {
  const [old, now] = [base.name, head.name];
  const entry = { verdict: "major", audience: "caller", operations: [now] } as const;
  const entries: Entry[] = [];
  if (old.method !== now.method)
    entries.push({
      ...entry,
      pointer: `${head.pointer}/operationId`,
      what: say`Method ${old.method} is called ${now.method} now`,
      before: old.method,
      after: now.method,
      action: say`Call ${now.method} instead.`,
    });
  if (old.className !== now.className)
    entries.push({
      ...entry,
      pointer: `${head.pointer}/tags`,
      what: say`Method ${now.method} moved from ${old.className} to ${now.className}`,
      before: `${old.className}.${old.method}`,
      after: `${now.className}.${now.method}`,
      action: say`Call ${`${now.className}.${now.method}`} instead.`,
    });
  return entries;
}

/** A method that should no longer be used. */
export function methodDeprecation({ base, head }: MethodPair): Entry[] {
  if (base.operation.deprecated || !head.operation.deprecated) return [];
  const { name, pointer } = head;
  const label = say`Method ${name.method}`;
  const sentence = sentenceOf(deprecated, { label, direction: "request" });
  return [{ ...sentence, operations: [name], pointer: `${pointer}/deprecated` }];
}
