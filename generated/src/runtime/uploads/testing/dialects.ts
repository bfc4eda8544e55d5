// Hand-written. Copied from generator/runtime/uploads/testing/dialects.ts; edit it there.
import { invalid } from "../../body.ts";
import { Refusal } from "./errors.ts";
import type { StoredUpload } from "./resources.ts";

/**
 * One way in which servers of this API differ from each other. Without any, the server does what api.openai.com does, as
 * far as that is known. At most one of those that begin with `ended-`, and one of those with `md5-`, can be chosen.
 */
export type Dialect =
  /** 404 for an Upload that has ended, as for one that never existed. */
  | "ended-is-404"
  /** 410 for an Upload that has ended; the message does not say how. */
  | "ended-is-410"
  /** 409 for an Upload that has ended; the message says how. */
  | "ended-is-409"
  /** 400 for an Upload that has ended; the message says only what can't be done. */
  | "ended-is-vague"
  /** The md5 in a completion is ignored. */
  | "md5-is-ignored"
  /** 400 for a completion with an md5. */
  | "md5-is-refused"
  /** The response to a completion is the File, not the Upload that holds it. */
  | "completes-as-file"
  /** Parts have to be named in the order in which they were added. */
  | "ascending-part-ids"
  /** All Parts that were added have to add up to `bytes`, including those that are not named. */
  | "counts-every-part"
  /** 400 for a Part that would bring the sum of all that were added above `bytes`. */
  | "refuses-what-is-beyond";

const dialects: readonly Dialect[] = [
  "ended-is-404",
  "ended-is-410",
  "ended-is-409",
  "ended-is-vague",
  "md5-is-ignored",
  "md5-is-refused",
  "completes-as-file",
  "ascending-part-ids",
  "counts-every-part",
  "refuses-what-is-beyond",
];

/** @throws TypeError for an unknown dialect, and for two that contradict each other. */
export function checkDialects(given: readonly Dialect[] = []): ReadonlySet<Dialect> {
  const unknown = given.find((name) => !dialects.includes(name));
  if (unknown !== undefined)
    throw invalid("a dialect", JSON.stringify(unknown), `one of ${dialects.join(", ")}`);
  const chosen = new Set(given);
  for (const kind of ["ended-", "md5-"]) {
    const [one, other] = [...chosen].filter((name) => name.startsWith(kind));
    if (other !== undefined)
      throw new TypeError(`dialects has both "${one}" and "${other}"; use one of them`);
  }
  return chosen;
}

/** What is asked of an Upload, in the words of a refusal. */
export type Doing = "take parts" | "be completed" | "be cancelled";

/** The refusal of a request for an Upload that has ended. */
export function endedRefusal(
  { id, status }: StoredUpload,
  doing: Doing,
  chosen: ReadonlySet<Dialect>,
): Refusal {
  if (chosen.has("ended-is-404")) return unknownUpload(id);
  if (chosen.has("ended-is-410")) return new Refusal(410, `Upload ${id} is gone.`);
  if (chosen.has("ended-is-409")) return new Refusal(409, `Upload ${id} is already ${status}.`);
  if (chosen.has("ended-is-vague")) return new Refusal(400, `Upload cannot ${doing}.`);
  return new Refusal(400, `Upload ${id} is ${status}, not pending: create a new one.`);
}

export function unknownUpload(id: string): Refusal {
  const message = `There is no Upload ${JSON.stringify(id)}: create one.`;
  return new Refusal(404, message, { param: "upload_id", code: "not_found" });
}
