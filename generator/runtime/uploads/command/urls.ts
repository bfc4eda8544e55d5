import { fileURLToPath } from "node:url";
import { addressOf, idOf } from "../node/url/address.ts";
import { shownUrl } from "../../secrets.ts";
import { UsageError } from "./usage-error.ts";

/** What stands for standard input among the files, and as the place of URLs. */
export const standardInput = "-";

/** URLs by what is printed of them: of the query only the version, because the rest may be a signature. */
export type Urls = ReadonlyMap<string, Address>;

export interface Address {
  readonly url: URL;
  /** Whether what is printed is the whole URL. */
  readonly isWhole: boolean;
}

/** The files of a command line. */
export interface Named {
  /** As they are printed, in order. */
  readonly names: readonly string[];
  readonly urls: Urls;
}

/**
 * The files to upload: the arguments, and what `--urls-from` lists. Throws a UsageError for a signed URL among the arguments,
 * which other users of the machine can read.
 */
export async function namedBy(
  args: readonly string[],
  urlsFrom: string | undefined,
): Promise<Named> {
  const urls = new Map<string, Address>();
  const names = args.map((name) => (isUrl(name) ? add(urls, argument(name), true) : pathOf(name)));
  if (urlsFrom === undefined) return { names, urls };
  const listed = linesOf(await textFrom(urlsFrom));
  if (listed.length === 0)
    throw new UsageError(`--urls-from ${urlsFrom}: no URL there; list them one a line`);
  return {
    names: [
      ...names,
      ...listed.map((text, at) => add(urls, parsed(text, `URL ${at + 1} of --urls-from`), false)),
    ],
    urls,
  };
}

export function isUrl(name: string): boolean {
  return /^https?:\/\//i.test(name);
}

/** The path that a `file:` URL stands for; all else is a path. */
function pathOf(name: string): string {
  if (!/^file:\/\//i.test(name)) return name;
  try {
    return fileURLToPath(name);
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message}`);
  }
}

function argument(text: string): URL {
  const url = parsed(text, "a URL");
  const isSecret = url.username !== "" || url.password !== "" || shownUrl(url.href) !== url.href;
  if (isSecret)
    throw new UsageError(
      `${idOf(url)}: other users can read a signature or a password in the command line; use --urls-from`,
    );
  return url;
}

/** Adds a URL. Returns what is printed of it. */
function add(urls: Map<string, Address>, url: URL, isArgument: boolean): string {
  const shown = idOf(url);
  if (urls.has(shown)) throw new UsageError(`${shown} is named twice; name it once`);
  urls.set(shown, { url, isWhole: isArgument && shown === url.href });
  return shown;
}

function parsed(text: string, name: string): URL {
  try {
    return addressOf(text, name);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function textFrom(place: string): Promise<string> {
  if (place !== standardInput) return process.env[place] ?? "";
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}

function linesOf(text: string): string[] {
  return text.split(/\s+/).filter((it) => it !== "");
}
