// Hand-written. Copied from generator/runtime/uploads/from-openai.ts; edit it there.
import { invalid, kindOf, toText } from "../body.ts";
import type { ClientOptions } from "../client.ts";

/** What is read of an instance of `OpenAI` or `AzureOpenAI`, from the official package `openai`. */
export interface OfficialClient {
  /** Where the paths of the API start. */
  readonly baseURL: string;
  /** The key. */
  readonly apiKey?: string | null | undefined;
  /** Sent as `OpenAI-Organization`. */
  readonly organization?: string | null | undefined;
  /** Sent as `OpenAI-Project`. */
  readonly project?: string | null | undefined;
  /** How many times a failed request is retried. */
  readonly maxRetries?: number | undefined;
  /** Milliseconds for one attempt. */
  readonly timeout?: number | undefined;
}

/** What the official client was made with, which its types keep private. */
interface OfficialOptions {
  readonly apiKey?: string | (() => Promise<string>) | null;
  readonly defaultHeaders?: HeadersInit | Readonly<Record<string, unknown>>;
  readonly defaultQuery?: Readonly<Record<string, string | undefined>>;
  readonly workloadIdentity?: unknown;
  readonly provider?: unknown;
}

/** The options of `createClient` that the official client has, too. */
export interface OptionsFromOpenAI extends ClientOptions {
  /** Sent as `OpenAI-Organization`; null sends none. */
  readonly organization: string | null;
  /** Sent as `OpenAI-Project`; null sends none. */
  readonly project: string | null;
}

/**
 * The options of `createClient` that reach the same API in the same way as an instance of the official package's
 * `OpenAI` or `AzureOpenAI`: key, base URL, organization, project, headers, query, retries and timeout. Its `fetch` and
 * `fetchOptions` are left out.
 *
 * @param openai An instance of `OpenAI` or `AzureOpenAI`, known by its properties. Tested with openai 7.
 * @throws {TypeError} It is not one, or it authenticates by a provider or a workload identity.
 * @example
 * import OpenAI from "openai";
 *
 * const openai = new OpenAI();
 * const uploads = new UploadsApi(createClient(fromOpenAI(openai)));
 */
export function fromOpenAI(openai: OfficialClient): OptionsFromOpenAI {
  const { baseURL: baseUrl, organization = null, project = null, maxRetries, timeout } = openai;
  if (typeof baseUrl !== "string")
    throw invalid("fromOpenAI's argument", kindOf(openai), "an instance of OpenAI");
  const { _options: given = {} } = openai as { readonly _options?: OfficialOptions };
  if (given.provider ?? given.workloadIdentity)
    throw new TypeError(
      "fromOpenAI can't take over a provider or a workload identity; pass createClient an apiKey",
    );
  const key = typeof given.apiKey === "function" ? given.apiKey : (openai.apiKey ?? null);
  const headers = plainHeaders(given.defaultHeaders);
  // Azure takes a key, and no token, in a header of its own.
  const isAzure = "apiVersion" in openai && typeof key === "string";
  return {
    baseUrl,
    organization,
    project,
    maxRetries,
    timeout,
    apiKey: isAzure ? null : key,
    headers: isAzure ? { "api-key": key, ...headers } : headers,
    query: given.defaultQuery,
  };
}

/** As one object; what is null or undefined is not sent. */
function plainHeaders(headers: OfficialOptions["defaultHeaders"] = {}): Record<string, string> {
  const entries: Iterable<readonly [string, unknown]> =
    Symbol.iterator in headers ? (headers as Headers) : Object.entries(headers);
  return Object.fromEntries(
    [...entries].flatMap(([name, value]) => {
      const text = toText(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
