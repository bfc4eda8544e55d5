import type { Entry, OperationName, Verdict } from "../report.ts";
import type { Side } from "../side.ts";
import type { Difference } from "./difference.ts";
import { judgements, type Direction } from "./judgements.ts";
import { resolvePlace } from "./resolve.ts";

/** Verdicts that are a choice. */
export interface Policy {
  /**
   * For a response that gets a further enum value, or a further object that is told by such a value: programs still
   * compile unless they insisted on knowing all of them.
   *
   * @default "minor"
   */
  readonly responseEnum?: Exclude<Verdict, "patch"> | undefined;
}

export interface EntrySource {
  readonly direction: Direction;
  readonly operations: readonly OperationName[];
  readonly difference: Difference;
}

/** What a difference of types means, in words. */
export function entryOf(
  sides: { readonly base: Side; readonly head: Side },
  { direction, operations, difference }: EntrySource,
  { responseEnum = "minor" }: Policy,
): Entry {
  const { kind, before, after } = difference;
  const judgement = judgements[direction][kind];
  const gone = kind === "property gone";
  const named = gone || kind === "property replaced" ? "base" : "head";
  const documents = { base: sides.base.document, head: sides.head.document };
  const { label } = resolvePlace(documents, named, difference);
  return {
    verdict: judgement.policy === true ? responseEnum : judgement.verdict,
    audience: direction === "request" ? "caller" : "reader of results",
    operations,
    pointer: resolvePlace(documents, gone ? "base" : "head", difference).pointer,
    gone,
    what: judgement.what(label, difference),
    before,
    after,
    action: judgement.action(difference),
    alsoAt:
      kind === "property replaced"
        ? [resolvePlace(documents, "base", difference).pointer]
        : undefined,
    policy: judgement.policy === true ? "response enum" : undefined,
  };
}
