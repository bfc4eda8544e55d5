import { createHash } from "node:crypto";
import { onAbort, reasonOf, throwIfAborted } from "../../../abort.ts";
import { UrlRange, type UrlContent } from "./url-range.ts";

/** Hashes the whole content, which is read for that. Rejects with the signal's reason when it aborts. */
export async function md5OfUrl(content: UrlContent, signal: AbortSignal): Promise<string> {
  throwIfAborted(signal);
  // Nobody else tries again what this one gives up.
  const patient = { ...content, maxRetries: content.maxRetries * 2 };
  const bytes = new UrlRange(patient, 0, content.version.total)[Symbol.asyncIterator]();
  const stop = onAbort(signal, () => void bytes.return());
  const hash = createHash("md5");
  try {
    for (let chunk; (chunk = (await bytes.next()).value);) {
      hash.update(chunk);
      bytes.giveBack();
    }
  } catch (error) {
    throw signal.aborted ? reasonOf(signal) : error;
  } finally {
    stop();
  }
  throwIfAborted(signal);
  return hash.digest("hex");
}
