import type { SituationName } from "./cases.ts";

/** What has to come of each situation. */
export type Wanted = Readonly<Record<SituationName, string>>;

/** What a server does that takes all that it is sent, tells how an Upload has ended, and gives it an hour. */
export const asTheApi: Wanted = {
  default: "File",
  "md5: false": "File",
  "concurrency: 1": "File",
  "a Part's response is lost": "File",
  "the completion's response is lost": "already-completed",
  "it expires": "started over, then File",
  "somebody cancels it": "cancelled",
};

/** How an Upload has ended can't be known: a refused Part may pass, a completion may have been done. */
export const hidesEnds = {
  ...asTheApi,
  "the completion's response is lost": 'failed "may exist"',
  "it expires": "failed, resumable; with md5: false → started over, then File",
  "somebody cancels it": "failed, resumable; with md5: false → started over, then File",
} satisfies Wanted;

const needsOneAtATime = 'failed "concurrency: 1"';
/** A server that loses count of Parts that arrive together. */
export const inTurn = { default: needsOneAtATime, "md5: false": needsOneAtATime };

const noMd5 = 'failed "md5: false", resumable; with md5: false → File';
export const takesNoMd5: Wanted = {
  ...asTheApi,
  default: noMd5,
  "concurrency: 1": noMd5,
  "a Part's response is lost": noMd5,
  // The response that is lost is the refusal.
  "the completion's response is lost": noMd5,
  "it expires": `started over, then ${noMd5}`,
};

/** The same, whatever happens. */
export function always(what: string): Wanted {
  const names = Object.keys(asTheApi) as SituationName[];
  return Object.fromEntries(names.map((name) => [name, what])) as unknown as Wanted;
}
