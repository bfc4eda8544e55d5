import type { IncomingHttpHeaders } from "node:http";
import { line } from "../../../text.ts";

/** What a response says of the content that it is a part of. */
export interface Version {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Bytes of the whole content. */
  readonly total: number;
}

/** What the headers of a response say of the content. */
export function versionOf(headers: IncomingHttpHeaders, total: number): Version {
  const etag = headers.etag === "" ? undefined : headers.etag;
  return { etag, lastModified: headers["last-modified"], total };
}

/**
 * The condition of a request for the same content. Not all servers look at it, so it spares a transfer and proves nothing.
 * A weak ETag never matches in If-Match (RFC 9110, section 13.1.1), and one without quotes, which is none, may not either.
 */
export function conditionOf({ etag, lastModified }: Version): Record<string, string> {
  if (etag !== undefined && /^"[^"]*"$/.test(etag)) return { "if-match": etag };
  return lastModified === undefined ? {} : { "if-unmodified-since": lastModified };
}

/** How one content differs from another, in words; undefined if nothing says that it does. */
export function differenceOf(was: Version, now: Version): string | undefined {
  const names = { total: "length", etag: "ETag", lastModified: "Last-Modified" } as const;
  for (const [key, name] of Object.entries(names)) {
    const [before, after] = [was[key as keyof Version], now[key as keyof Version]];
    if (before !== after) return `its ${name} was ${shown(before)}, now ${shown(after)}`;
  }
  return undefined;
}

function shown(value: string | number | undefined): string {
  return value === undefined ? "none" : line(String(value), 100);
}

/**
 * Milliseconds after which the validators of a content that has just been written can be relied on: until its second is
 * over, a server that goes by the time of the file calls what is written next the same (RFC 9110, section 8.8.2.2).
 */
export function unsettledFor({ date = "", "last-modified": modified = "" }: IncomingHttpHeaders) {
  const age = Date.parse(date) - Date.parse(modified);
  return age >= 0 && age < 1000 ? 1000 - age + 100 : 0;
}
