import type { Pairing } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import { deprecated, say, sentenceOf, type Phrase } from "../sentence.ts";
import { pathShape, type Method, type MethodPair } from "../side.ts";

/** Methods that are gone, new, renamed, moved, or take other arguments than they did. */
export function methodChanges({ pairs, gone, added }: Pairing<Method>): Entry[] {
  return [
    ...gone.map(({ name, pointer }): Entry => {
      const what = say`Method ${name.method} of ${name.className} is gone`;
      const action = say`Stop calling it.`;
      const common = { operations: [name], pointer, gone: true, before: name.request };
      return { ...common, verdict: "major", audience: "caller", what, action };
    }),
    ...pairs.flatMap((pair) => [...nameChanges(pair), ...argumentChanges(pair)]),
    ...added.map(({ name, pointer }): Entry => {
      const what = say`Method ${name.method} of ${name.className} is new`;
      const common = { operations: [name], pointer, after: name.request };
      return { ...common, verdict: "minor", audience: "caller", what };
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

/** Arguments that came, went, moved or may no longer be left out. What they hold is compared elsewhere. */
function argumentChanges(pair: MethodPair): Entry[] {
  return [...pathArgumentChanges(pair), ...bodyChanges(pair), ...paramsChanges(pair)];
}

function pathArgumentChanges(pair: MethodPair): Entry[] {
  const [old, now] = [pair.base.operation, pair.head.operation];
  const [before = "", after = ""] = [old, now].map(
    ({ pathParameters }) => `(${pathParameters.map((it) => it.argumentName).join(", ")})`,
  );
  if (before === after) return [];
  if (pathShape(old.path) === pathShape(now.path)) return [renamedPath(pair)];
  const what = say`Path arguments are ${after} now`;
  const action = say`Give the arguments in that order.`;
  return [{ ...breakOf(pair, "parameters", [what, action]), before, after }];
}

/** Arguments go by position, so calls of the method stay as they are. But paths are keys of the exported schema. */
function renamedPath(pair: MethodPair): Entry {
  const [before, after] = [pair.base.operation.path, pair.head.operation.path];
  const what = say`Path ${before} is ${after} in the exported ${"paths"}`;
  const action = say`Calls of methods stay as they are. Look types up, and call the client, by the new path.`;
  const entry = breakOf(pair, "parameters", [what, action]);
  return { ...entry, before, after, alsoAt: [pair.base.pointer] };
}

function bodyChanges(pair: MethodPair): Entry[] {
  const [old, now] = [pair.base.operation.body, pair.head.operation.body];
  const entry = (...texts: [Phrase, Phrase?]) => [breakOf(pair, "requestBody", texts)];
  if (old === undefined && now !== undefined)
    return now.required
      ? entry(say`A ${"body"} is required now`, say`Give it after the path arguments.`)
      : entry(say`A ${"body"} may be given now, before ${"options"}`, optionsMoved("body"));
  if (old !== undefined && now === undefined)
    return entry(say`No ${"body"} is sent any more`, say`Leave the argument out.`);
  if (old?.required === false && now?.required === true)
    return entry(say`${"body"} is required now`, say`Give it in every call.`);
  if (old?.required !== true || now?.required !== false) return [];
  return entry(say`${"body"} may be left out now`).map((it) => ({ ...it, verdict: "minor" }));
}

/** The first optional parameters come between the other arguments and `options`; required ones are a break by themselves. */
function paramsChanges(pair: MethodPair): Entry[] {
  const [old, now] = [pair.base, pair.head].map(({ operation }) => operation.otherParameters);
  const isNew = old?.length === 0 && now !== undefined && now.length > 0;
  if (!isNew || now.some(({ required }) => required)) return [];
  const what = say`An argument ${"params"} may be given now, before ${"options"}`;
  return [breakOf(pair, "parameters", [what, optionsMoved("params")])];
}

function optionsMoved(argument: string): Phrase {
  return say`Calls that give ${"options"}: put ${"undefined"} before them in place of ${argument}.`;
}

function breakOf(
  { head }: MethodPair,
  key: "parameters" | "requestBody",
  [what, action]: readonly [what: Phrase, action?: Phrase],
): Entry {
  const pointer = key in head.source ? `${head.pointer}/${key}` : head.pointer;
  return { verdict: "major", audience: "caller", operations: [head.name], pointer, what, action };
}

/** A method that should no longer be used. */
export function methodDeprecation({ base, head }: MethodPair): Entry[] {
  if (base.operation.deprecated || !head.operation.deprecated) return [];
  const { name, pointer } = head;
  const label = say`Method ${name.method}`;
  const sentence = sentenceOf(deprecated, { label, direction: "request" });
  return [{ ...sentence, operations: [name], pointer: `${pointer}/deprecated` }];
}
