import { say, type Phrase } from "../phrase.ts";
import type { Audience, Verdict } from "../report.ts";
import type { Direction } from "../types/judgements.ts";
import type { LimitChange } from "./limits.ts";

interface LimitJudgement {
  readonly verdict: Verdict;
  readonly audience: Audience;
  readonly action: Phrase;
}

const nothing = say`Nothing to do.`;
const caller = "caller";
const reader = "reader of results";

/** What a limit's change means: callers must keep to it, readers may count on it. */
export const limitJudgements: Record<Direction, Record<LimitChange["kind"], LimitJudgement>> = {
  request: {
    tighter: {
      verdict: "major",
      audience: caller,
      action: say`Keep to it: other values are refused.`,
    },
    wider: { verdict: "minor", audience: caller, action: nothing },
    unclear: {
      verdict: "major",
      audience: caller,
      action: say`Check the values given against it.`,
    },
    other: { verdict: "major", audience: caller, action: say`Give values of that form.` },
  },
  response: {
    tighter: { verdict: "patch", audience: "docs only", action: nothing },
    wider: { verdict: "minor", audience: reader, action: say`Expect values beyond the old limit.` },
    unclear: {
      verdict: "minor",
      audience: reader,
      action: say`Expect values beyond the old limit.`,
    },
    other: { verdict: "major", audience: reader, action: say`Expect values of that form.` },
  },
};

export const limitWords: Record<LimitChange["kind"], string> = {
  tighter: "a tighter limit",
  wider: "a wider limit",
  unclear: "another limit",
  other: "another form",
};
