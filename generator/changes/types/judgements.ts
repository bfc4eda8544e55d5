import {
  listed,
  major,
  minor,
  say,
  type Change,
  type Direction,
  type Judgement,
  type Phrase,
} from "../sentence.ts";

const names = (difference: Change) => listed(difference.names ?? []);
const maxLength = 60;

/** Both types, where they are short enough for a sentence. */
function typesOf({ before = "", after = "" }: Change): Phrase {
  const fits = before !== "" && after !== "" && before.length + after.length <= maxLength;
  return fits ? say`: ${after} instead of ${before}` : [];
}

const giveIt = {
  verdict: "major",
  action: ({ holder }: Change) =>
    holder === undefined ? say`Give it in every call.` : say`Give it wherever ${holder} is given.`,
} as const;

/** Callers: what was accepted must still be. */
const request = {
  "new required property": { ...giveIt, what: (it) => say`${it} is new and required` },
  "new optional property": minor((it) => say`${it} is new; it may be left out`),
  "property gone": major((it) => say`${it} is no longer accepted`, "Leave it out of calls."),
  "property replaced": {
    verdict: "major",
    what: (it, { names: [name = ""] = [] }) => say`${it} was replaced by ${name}`,
    action: ({ names: [name = ""] = [] }) => say`Give ${name} instead.`,
  },
  "now required": { ...giveIt, what: (it) => say`${it} is required now` },
  "now optional": minor((it) => say`${it} may be left out now`),
  "now read-only": major((it) => say`${it} is read-only now`, "Leave it out of calls."),
  "no longer read-only": minor((it) => say`${it} may be assigned to now`),
  "null added": minor((it) => say`${it} may be ${"null"} now`),
  "null gone": major((it) => say`${it} may no longer be ${"null"}`, "Give a value."),
  "values added": minor((it, what) => say`${it} also accepts ${names(what)}`),
  "values gone": major(
    (it, what) => say`${it} no longer accepts ${names(what)}`,
    "Use another value.",
  ),
  // An object among the alternatives: a known one where programs tell its kind by a property of all alternatives.
  "known alternative added": minor((it, what) => say`${it} also accepts ${names(what)}`),
  "alternative added": minor((it, what) => say`${it} also accepts ${names(what)}`),
  "alternative gone": major(
    (it, what) => say`${it} no longer accepts ${names(what)}`,
    "Use another form.",
  ),
  "other keys added": minor((it) => say`${it} also accepts further properties`),
  "other keys gone": major(
    (it) => say`${it} accepts no further properties`,
    "Leave them out of calls.",
  ),
  // A result where there was none.
  "content added": minor((it, { after = "" }) => say`${it} is ${after} now`),
  wider: minor((it, what) => say`${it} has a wider type${typesOf(what)}`),
  narrower: major(
    (it, what) => say`${it} has a narrower type${typesOf(what)}`,
    "Give what is still accepted.",
  ),
  "other type": major(
    (it, what) => say`${it} has another type${typesOf(what)}`,
    "Give the new type.",
  ),
  // The compiler refuses what it accepted, and nothing above was found to be the reason.
  unexplained: major(
    (it) => say`${it} no longer accepts all that it accepted`,
    "Compare the emitted types: the compiler says so, and no single difference explains it.",
  ),
} satisfies Record<string, Judgement>;

/** How a type can differ from what it was. The same words serve both directions. */
export type DifferenceKind = keyof typeof request;

/** Readers of results: what comes must be usable as before. */
const response: Record<DifferenceKind, Judgement> = {
  "new required property": minor((it) => say`${it} is new`),
  "new optional property": minor((it) => say`${it} is new; it may be absent`),
  "property gone": major((it) => say`${it} is gone`, "Stop reading it."),
  "property replaced": {
    verdict: "major",
    what: (it, { names: [name = ""] = [] }) => say`${it} was replaced by ${name}`,
    action: ({ names: [name = ""] = [] }) => say`Read ${name} instead.`,
  },
  "now required": minor((it) => say`${it} is always there now`),
  "now optional": major((it) => say`${it} may be absent now`, "Handle its absence."),
  "now read-only": major(
    (it) => say`${it} is read-only now`,
    "Do not assign to it; copy the object.",
  ),
  "no longer read-only": minor((it) => say`${it} may be assigned to now`),
  "null added": major((it) => say`${it} may be ${"null"} now`, "Handle null."),
  "null gone": minor((it) => say`${it} is never ${"null"} any more`),
  "values added": {
    ...minor((it, what) => say`${it} may also be ${names(what)}`),
    policy: true,
    action: () => say`Let code that handles every value expect others.`,
  },
  "values gone": {
    ...minor((it, what) => say`${it} is never ${names(what)} any more`),
    action: () => say`Drop the code for it: comparing with it no longer compiles.`,
  },
  "known alternative added": {
    ...minor((it, what) => say`${it} may also be ${names(what)}`),
    policy: true,
    action: () => say`Let code that handles every kind expect others.`,
  },
  "alternative added": major((it, what) => say`${it} may also be ${names(what)}`, "Handle it."),
  "alternative gone": minor((it, what) => say`${it} is never ${names(what)} any more`),
  "other keys added": minor((it) => say`${it} may have further properties`),
  "other keys gone": major((it) => say`${it} has no further properties`, "Stop reading them."),
  "content added": minor((it, { after = "" }) => say`${it} is ${after} now; there was none`),
  wider: major((it, what) => say`${it} has a wider type${typesOf(what)}`, "Handle what is new."),
  narrower: minor((it, what) => say`${it} has a narrower type${typesOf(what)}`),
  "other type": major(
    (it, what) => say`${it} has another type${typesOf(what)}`,
    "Adapt the code that uses it.",
  ),
  unexplained: major(
    (it) => say`${it} can no longer be used as before`,
    "Compare the emitted types: the compiler says so, and no single difference explains it.",
  ),
};

/** What a difference of types means. */
export const judgements: Record<Direction, Record<DifferenceKind, Judgement>> = {
  request,
  response,
};
