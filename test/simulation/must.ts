import { inspect } from "node:util";

/** A promise of `uploadFile` that was broken. */
export class Violation extends Error {
  override readonly name = "Violation";
}

export function must(isKept: boolean, promise: string, ...evidence: unknown[]): asserts isKept {
  if (!isKept) throw new Violation([promise, ...evidence.map((it) => inspect(it))].join("\n"));
}
