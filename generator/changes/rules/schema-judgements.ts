import {
  type Direction,
  deprecated,
  docsOnly,
  type Judgement,
  major,
  minor,
  say,
} from "../sentence.ts";

/** What can be another about a schema whose type is the same. */
export type SchemaChangeKind =
  | "default added"
  | "default changed"
  | "default gone"
  /** It allows fewer values than before, more, perhaps some of both, or others altogether. */
  | "tighter limit"
  | "wider limit"
  | "another limit"
  | "another form"
  | "deprecated"
  | "no longer returned"
  | "returned now";

const limit =
  (words: string): Judgement["what"] =>
  (it, { after = "" }) =>
    say`${it} has ${[words]}: ${after}`;
const giveTheOld: Judgement["action"] = ({ before = "" }) =>
  say`Calls that leave it out and rely on ${before}: give it.`;
const beyondTheOld = () => say`Expect values beyond the old limit.`;
const otherDefault = docsOnly((it) => say`${it} has another default in the documentation`);

/** What such a change means: callers must keep to limits, readers may count on them. Without a judgement it is none of theirs. */
export const schemaJudgements: Record<Direction, Partial<Record<SchemaChangeKind, Judgement>>> = {
  request: {
    "default added": minor((it, { after = "" }) => say`${it} has a default now: ${after}`),
    "default changed": {
      verdict: "major",
      what: (it, { after = "" }) => say`${it} is ${after} if it is left out`,
      action: giveTheOld,
    },
    "default gone": {
      verdict: "major",
      what: (it) => say`${it} has no default any more`,
      action: giveTheOld,
    },
    "tighter limit": major(limit("a tighter limit"), "Keep to it: other values are refused."),
    "wider limit": minor(limit("a wider limit")),
    "another limit": major(limit("another limit"), "Check the values given against it."),
    "another form": major(limit("another form"), "Give values of that form."),
    deprecated,
  },
  response: {
    "default added": otherDefault,
    "default changed": otherDefault,
    "default gone": otherDefault,
    "tighter limit": docsOnly(limit("a tighter limit")),
    "wider limit": { ...minor(limit("a wider limit")), action: beyondTheOld },
    "another limit": { ...minor(limit("another limit")), action: beyondTheOld },
    "another form": major(limit("another form"), "Expect values of that form."),
    deprecated,
    "no longer returned": major((it) => say`${it} is no longer returned`, "Stop reading it."),
    "returned now": minor((it) => say`${it} is returned now`),
  },
};
