import type { Method, MethodPair, Side } from "./side.ts";

/** Which method of the old client is which of the new one. */
export interface Pairing {
  readonly pairs: readonly MethodPair[];
  readonly removed: readonly Method[];
  readonly added: readonly Method[];
}

/**
 * Pairs methods as a program would find them: by class and name, then, for those that are gone, by what they request,
 * since an operation that only changed its id or tag is better told as renamed than as gone.
 */
export function pairMethods(base: Side, head: Side): Pairing {
  const byName = pairBy(
    base.methods,
    head.methods,
    ({ name }) => `${name.className}.${name.method}`,
  );
  const byRequest = pairBy(byName.removed, byName.added, requestOf);
  return { ...byRequest, pairs: [...byName.pairs, ...byRequest.pairs] };
}

/** Method and path without the names of its parameters, which are the client's only. */
function requestOf({ operation }: Method): string {
  return `${operation.httpMethod} ${pathShape(operation.path)}`;
}

/** `/uploads/{}/parts` */
export function pathShape(path: string): string {
  return path.replace(/\{[^{}]*\}/g, "{}");
}

function pairBy(
  bases: readonly Method[],
  heads: readonly Method[],
  keyOf: (method: Method) => string,
): Pairing {
  const waiting = new Map(heads.map((head) => [keyOf(head), head]));
  const pairs: MethodPair[] = [];
  const removed: Method[] = [];
  for (const base of bases) {
    const head = waiting.get(keyOf(base));
    if (head === undefined) removed.push(base);
    else pairs.push({ base, head });
    waiting.delete(keyOf(base));
  }
  const paired = new Set(pairs.map(({ head }) => head));
  return { pairs, removed, added: heads.filter((head) => !paired.has(head)) };
}
