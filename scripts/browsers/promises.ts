/** What the README promises of a file that changes while a browser uploads it. */
import type { Case } from "./cases.ts";
import type { Outcome } from "./run-case.ts";

/** Where a change can't be seen. */
interface Where {
  readonly given: Case;
  readonly browser: string;
  readonly md5: boolean;
}

export function isPromised(outcome: Outcome, where: Where): boolean {
  if (outcome === "MIX") return isUnseen(where);
  if (outcome === "CUT") return where.browser === "Firefox" && !where.given.moment;
  return ["-", "right", "new content", "source-changed", "checksum", "gone"].includes(outcome);
}

/**
 * Single bytes, of which the fingerprint sees none, that were changed without a trace in the times: Firefox never looks
 * at those. And the stream of a file, which no browser but WebKit looks after, and whose hash is of the very bytes that
 * are sent.
 */
function isUnseen({ given, browser, md5 }: Where): boolean {
  const { isFewBytes, keepsTimes, source } = given;
  if (source === "stream") return browser !== "WebKit";
  return isFewBytes === true && !md5 && (keepsTimes === true || browser === "Firefox");
}
