import type { IncomingHttpHeaders } from "node:http";
import { onAbort } from "../../../abort.ts";
import { checkResponse } from "./check-response.ts";
import { Get, type Asking } from "./get.ts";
import { IncomingBody } from "./incoming-body.ts";
import { Retrying } from "./retrying.ts";
import type { Version } from "./url-version.ts";

/** What a URL leads to now. */
export interface Probed {
  readonly version: Version;
  readonly headers: IncomingHttpHeaders;
  /** The first byte, or none of an empty content. */
  readonly bytes: Uint8Array;
  /** For errors. */
  readonly get: Get;
}

/**
 * Asks for the first byte. HEAD would tell less: servers that compress leave out the length, weaken the ETag, or give
 * the length of something else. Rejects with a UrlSourceError for what can't be read in ranges, and when the signal
 * aborts.
 */
export async function probe(asking: Asking, signal: AbortSignal): Promise<Probed> {
  const retrying = new Retrying(asking.maxRetries);
  for (;;) {
    const get = new Get(asking);
    const stop = onAbort(signal, () => {
      retrying.end();
      get.end();
    });
    try {
      return await firstByte(get, asking.stallTimeout);
    } catch (error) {
      get.end();
      await retrying.pause(error, get.isStale);
    } finally {
      stop();
    }
  }
}

async function firstByte(get: Get, stallTimeout: number): Promise<Probed> {
  const incoming = await get.send({ range: "bytes=0-0", "accept-encoding": "identity" });
  const { version } = checkResponse(incoming, { start: 0, end: 1 }, get);
  const bytes = new Uint8Array(Math.min(version.total, 1));
  const found = { version, headers: incoming.headers, bytes, get };
  if (bytes.length === 0) {
    get.end();
    return found;
  }
  const body = new IncomingBody(incoming);
  try {
    await body.fill(bytes, stallTimeout);
  } catch (error) {
    throw get.broken(error);
  }
  body.close();
  return found;
}
