import type { Agent } from "node:http";
import { invalid, kindOf } from "../../body.ts";
import type { TlsOptions } from "../../node/http-transport.ts";
import { checkNames } from "../../option-names.ts";
import { checkHeaders } from "../../secrets.ts";
import { checkMaxRetries, checkStallTimeout } from "../check-options.ts";
import { toMd5 } from "../hash.ts";
import type { PartSource } from "../source.ts";
import { addressOf, type UrlInput } from "./url/address.ts";
import { openUrl } from "./url/content-source.ts";
import type { Asking } from "./url/get.ts";

export type { UrlInput } from "./url/address.ts";
export { UrlSourceError, type UrlProblem } from "./url/url-error.ts";

/** How `urlSource` reads, and what is known of the content. */
export interface UrlSourceOptions {
  /**
   * Sent with each request, such as `authorization`. After a redirect to another origin none of them is.
   * @default none
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The file's name. @default that of the Content-Disposition header, else the last segment of the path */
  readonly name?: string | undefined;
  /**
   * Names the content for checkpoints. Set it if the query of the URL says which file it is.
   * @default origin and path of the URL, and the `versionId` of its query: never a signature
   */
  readonly id?: string | undefined;
  /**
   * The md5 of the whole content as 32 hex digits.
   * @default that of a header for the whole (Content-MD5, x-ms-blob-content-md5, x-goog-hash); where there is none, it is
   * made by reading everything a second time
   */
  readonly md5?: string | undefined;
  /**
   * Opens the connections, for example through a proxy.
   * @default Node's own agent where Node is told to use the proxies of the environment (NODE_USE_ENV_PROXY), else one
   * that keeps idle connections open for 5 seconds
   */
  readonly agent?: Agent | undefined;
  /** For https: certificates, and how the server's is checked. @default the runtime's */
  readonly tls?: TlsOptions | undefined;
  /**
   * How often in a row a failing request is sent again. After that, the attempt at the part counts as failed, which
   * `uploadFile` retries as often as its own `maxRetries` says.
   * @default 5
   */
  readonly maxRetries?: number | undefined;
  /**
   * Milliseconds without a byte after which a request fails. Its connection is then closed, and another one tried.
   * @default 30_000
   */
  readonly stallTimeout?: number | undefined;
  /**
   * Whether to accept content with neither an ETag nor a Last-Modified header. A change while it is being read then goes
   * unnoticed, unless the server of the upload compares the md5, and such an upload can't be resumed.
   * @default false
   */
  readonly unversioned?: boolean | undefined;
  /** Ends the wait for the first response: `urlSource` rejects with the signal's reason. @default none */
  readonly signal?: AbortSignal | undefined;
}

const names = {
  headers: 1,
  name: 1,
  id: 1,
  md5: 1,
  agent: 1,
  tls: 1,
  maxRetries: 1,
  stallTimeout: 1,
  unversioned: 1,
  signal: 1,
} satisfies Record<keyof UrlSourceOptions, 1>;

/**
 * A source behind an http(s) URL, such as an object in a store. Parts are read in ranges over `node:http` while they are
 * sent: nothing is kept on disk, and little in memory. The server has to support ranges and to say how long the content
 * is; for others use `streamSource`.
 *
 * Each response is compared with the first (ETag, Last-Modified, length, start), and the server is asked once more before
 * the completion: if the content has changed, the upload fails. A response that breaks off is continued where it stopped.
 *
 * @param url The URL, or a function that is called for one before each request, as presigned URLs expire.
 * @param options Headers, and what is known of the content.
 * @throws {UrlSourceError} There is nothing at the URL, or it can't be read in ranges; `problem` says which.
 * @throws {TypeError} The URL or an option is invalid.
 * @throws {unknown} The reason of the signal, when it aborts.
 * @example
 * const uploads = new UploadsApi(createClient());
 * const source = await urlSource("https://example.com/training.jsonl");
 *
 * const { file } = await uploadFile(uploads, source, {
 *   purpose: "fine-tune",
 *   checkpoint: fileCheckpoints(".uploads"),
 * });
 * console.log(file.id);
 */
export async function urlSource(
  url: UrlInput,
  options: UrlSourceOptions = {},
): Promise<PartSource> {
  checkNames("urlSource", options, names);
  const { md5, id, name, unversioned = false } = options;
  for (const [key, value] of Object.entries({ id, name }))
    if (typeof (value ?? "") !== "string")
      throw invalid(`${key} of urlSource`, kindOf(value), "a string");
  const known = md5 === undefined ? undefined : toMd5("md5 of urlSource", md5);
  return openUrl(askingOf(url, options), { md5: known, id, name, unversioned }, options.signal);
}

function askingOf(url: UrlInput, options: UrlSourceOptions): Asking {
  const { headers = {}, agent, tls, maxRetries = 5, stallTimeout = 30_000 } = options;
  if (typeof url !== "function") addressOf(url);
  checkHeaders([headers]);
  checkMaxRetries("maxRetries of urlSource", maxRetries);
  checkStallTimeout("stallTimeout of urlSource", stallTimeout);
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const own = Object.fromEntries(lower) as Record<string, string>;
  return { url, headers: own, agent, tls, maxRetries, stallTimeout };
}
