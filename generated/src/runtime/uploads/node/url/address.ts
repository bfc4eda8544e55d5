// Hand-written. Copied from generator/runtime/uploads/node/url/address.ts; edit it there.
import { invalid, kindOf } from "../../../body.ts";

/** A URL, or a function that is asked for it before each request: presigned URLs expire. */
export type UrlInput = string | URL | (() => string | URL | Promise<string | URL>);

/**
 * Parses what was given. A TypeError for what is no URL doesn't show it, nor does it have what `new URL` throws as its
 * cause, which holds the text: it may be signed.
 */
export function addressOf(given: unknown, name = "url of urlSource"): URL {
  const text = kindOf(given) === "URL" ? (given as URL).href : given;
  const url = typeof text === "string" ? parsed(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  const got = url ? `one of ${url.protocol}` : typeof text === "string" ? "text" : kindOf(given);
  throw invalid(name, got, "an http: or https: URL");
}

function parsed(text: string, base?: URL): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** Where a redirect leads; undefined for nowhere that we could go. */
export function redirected(from: URL, location: string | undefined): URL | undefined {
  const url = location === undefined ? undefined : parsed(location, from);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** The URL without its user part, and that as a header. */
export function splitUser(given: URL): { url: URL; authorization?: string } {
  const { username, password } = given;
  if (username === "" && password === "") return { url: given };
  const url = new URL(given);
  url.username = url.password = "";
  const credentials = [username, password].map(decoded).join(":");
  return { url, authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** For messages: the URL without its query, which may hold a signature, and without the user part. */
export function shownAddress({ origin, pathname }: URL): string {
  return origin + pathname;
}

/** What names the content: where it is, and which version of it. Nothing else of the query, which may hold a signature. */
export function idOf(url: URL): string {
  const version = [...url.searchParams].find(([name]) => name.toLowerCase() === "versionid");
  return shownAddress(url) + (version ? `?versionId=${encodeURIComponent(version[1])}` : "");
}

/** The last segment of the path; undefined if it is empty. */
export function nameIn({ pathname }: URL): string | undefined {
  return decoded(pathname.replace(/^.*\//, "")) || undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
