import { setTimeout as pause } from "node:timers/promises";
import { throwIfAborted } from "../../../abort.ts";
import type { PartSource } from "../../source.ts";
import { idOf, nameIn } from "./address.ts";
import type { Asking } from "./get.ts";
import { filenameIn, md5In, typeIn } from "./headers.ts";
import { md5OfUrl } from "./md5-of-url.ts";
import { probe, type Probed } from "./probe.ts";
import { UrlSourceError } from "./url-error.ts";
import { UrlRange, type UrlContent } from "./url-range.ts";
import { differenceOf, unsettledFor } from "./url-version.ts";

/** What the caller knows of the content. */
export interface Known {
  readonly md5: string | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly unversioned: boolean;
}

const noValidator =
  "nothing in the response tells this content from another (no ETag, no Last-Modified); pass its md5, or unversioned: true";

/**
 * Milliseconds after a change for which lighttpd gives the new content with the old ETag, at most: it looks at a file once
 * a second. A server that hides what it is can't be told from others; for that there is the md5.
 */
const staleOnLighttpd = 1200;

/** How often to look again at what is being written. */
const maxLooks = 10;

/**
 * Looks at what a URL leads to. Rejects with a UrlSourceError for what can't be uploaded from there, and with the signal's
 * reason when it aborts.
 */
export async function openUrl(
  asking: Asking,
  known: Known,
  signal = new AbortController().signal,
): Promise<UrlContentSource> {
  for (let looks = 1; ; looks++) {
    throwIfAborted(signal);
    const found = await probe(asking, signal).catch((error: unknown) => {
      throwIfAborted(signal);
      throw error;
    });
    const unsettled = unsettledFor(found.headers);
    if (unsettled === 0 || looks === maxLooks) return new UrlContentSource(asking, found, known);
    await pause(unsettled);
  }
}

/** The content behind a URL: its ranges, and whether it has changed. Several uploads may use it at the same time. */
export class UrlContentSource implements PartSource {
  readonly size: number;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly #content: UrlContent;
  readonly #fingerprint: string;
  readonly #md5: string | undefined;
  readonly #staleFor: number;
  #probing: Promise<Probed> | undefined;
  #probes = new AbortController();
  #change: UrlSourceError | undefined;

  constructor(asking: Asking, { version, headers, bytes, get }: Probed, known: Known) {
    const { etag, lastModified, total } = version;
    const md5 = known.md5 ?? md5In(headers, bytes);
    const isVersioned = etag !== undefined || lastModified !== undefined;
    if (total > 0 && !isVersioned && md5 === undefined && !known.unversioned)
      throw get.error("no-validator", noValidator);
    this.size = total;
    this.name = known.name ?? filenameIn(headers) ?? nameIn(get.url);
    this.type = typeIn(headers);
    this.id = isVersioned ? (known.id ?? idOf(get.url)) : undefined;
    this.#md5 = md5;
    this.#staleFor = /lighttpd/i.test(String(headers.server)) ? staleOnLighttpd : 0;
    const compared = isVersioned ? known.md5 : md5;
    this.#fingerprint = [etag, lastModified, total, compared].join(" ");
    this.#content = {
      ...asking,
      version,
      buffers: [],
      onFailure: (error) => {
        if (error.problem === "changed") this.#change ??= error;
      },
    };
  }

  read(start: number, end: number): UrlRange {
    return new UrlRange(this.#content, start, end);
  }

  /** Asks the server again. Rejects with a UrlSourceError if the content is another, or gone. */
  async fingerprint(): Promise<string> {
    if (this.#change) throw this.#change;
    try {
      const { version, get } = await this.#look();
      const difference = differenceOf(this.#content.version, version);
      if (difference !== undefined)
        this.#change = get.error("changed", `the content has changed: ${difference}`);
    } catch (error) {
      throw unlessGone(error);
    }
    if (this.#change) throw this.#change;
    return this.#fingerprint;
  }

  async md5(signal: AbortSignal): Promise<string> {
    return this.#md5 ?? md5OfUrl(this.#content, signal);
  }

  /** Ends what `fingerprint` asks for. Reads are ended by whoever has begun them. */
  cancel(): void {
    this.#probes.abort();
    this.#probes = new AbortController();
  }

  /** Asks together with others who ask now, but never gives what was asked for before. */
  async #look(): Promise<Probed> {
    const { signal } = this.#probes;
    if (this.#staleFor > 0) {
      await pause(this.#staleFor, undefined, { signal }).catch(() => undefined);
      return probe(this.#content, signal);
    }
    this.#probing ??= probe(this.#content, signal).finally(() => (this.#probing = undefined));
    return this.#probing;
  }
}

/** What says nothing of the content is no change of it, and may be asked again. */
function unlessGone(error: unknown): unknown {
  if (!(error instanceof UrlSourceError)) return error;
  const { problem, message, status, cause } = error;
  const isGone = problem === "changed" || status === 404;
  return isGone ? error : new UrlSourceError(problem, message, { status, cause, isFinal: false });
}
