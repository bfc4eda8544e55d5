// Hand-written. Copied from generator/runtime/uploads/node/url/get.ts; edit it there.
import type { ClientRequest, IncomingMessage } from "node:http";
import { withoutSecrets } from "../../../cause.ts";
import { explain } from "../../../node/explain.ts";
import { limitInformational } from "../../../node/informational.ts";
import { secretsOf, type Redact } from "../../../secrets.ts";
import { line } from "../../../text.ts";
import { addressOf, redirected, shownAddress, splitUser, type UrlInput } from "./address.ts";
import { connectionFailure } from "./connection-failure.ts";
import { openRequest, type Connecting } from "./open-request.ts";
import { tapOf } from "./tap.ts";
import { UrlSourceError } from "./url-error.ts";

/** What all requests of a source have in common. */
export interface Asking extends Connecting {
  readonly url: UrlInput;
  /** The caller's, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds without a byte after which a request has failed. */
  readonly stallTimeout: number;
  /** How often in a row a request that fails is sent again. */
  readonly maxRetries: number;
}

/** Redirects that one request may follow, as in fetch. */
const maxRedirects = 20;

/** One GET with the redirects it leads to. It can be ended at any moment, with its connection. */
export class Get {
  readonly #asking: Asking;
  #outgoing: ClientRequest | undefined;
  #end: ((error: Error) => void) | undefined;
  #isEnded = false;
  #hasResponse = false;
  #isLate = false;
  #given: URL | undefined;
  #shown = "the URL";
  #redact: Redact;

  constructor(asking: Asking) {
    this.#asking = asking;
    const secrets = secretsOf({ headers: Object.entries(asking.headers) });
    // What the caller's function throws may have a URL that is signed.
    this.#redact = (text) => secrets(text).replace(/(https?:\/\/[^\s?]*)\?[^\s"'<>]*/gi, "$1");
  }

  /** Where the caller has it. Only after `send`. */
  get url(): URL {
    return this.#given as URL;
  }

  /** Whether the connection was idle before, and was closed without bringing anything. */
  get isStale(): boolean {
    return this.#outgoing?.reusedSocket === true && !this.#hasResponse && !this.#isLate;
  }

  /** Whether the URL is asked for each time, so that the next may be accepted where this one is not. */
  get isFresh(): boolean {
    return typeof this.#asking.url === "function";
  }

  /** Whether what was asked last is behind http:, without TLS. */
  get isPlain(): boolean {
    return this.#shown.startsWith("http:");
  }

  /** The response that is no redirect. Rejects with a UrlSourceError, or a TypeError for what is no URL. */
  async send(own: Readonly<Record<string, string>>): Promise<IncomingMessage> {
    this.#given = await this.#address();
    const first = splitUser(this.#given);
    const { authorization } = first;
    const secret = { ...(authorization && { authorization }), ...this.#asking.headers };
    const headers = { ...secret, ...own };
    let { url } = first;
    let isOwn = true;
    for (let redirects = 0; ; redirects++) {
      // Nor back to it: by another origin's choice of address.
      isOwn &&= url.origin === first.url.origin;
      this.#note(url, secret);
      const response = await this.#sendTo(url, isOwn ? headers : own, isOwn);
      const { statusCode = 0, headers: got } = response;
      if (!/^30[12378]$/.test(String(statusCode))) return response;
      // Closed with all that it has to say.
      response.destroy();
      const next = redirected(url, got.location);
      if (!next) throw this.error("redirects", `status ${statusCode} leads to no http(s) URL`);
      if (redirects === maxRedirects)
        throw this.error("redirects", `more than ${maxRedirects} redirects`);
      // What a server has put in is no secret of the caller's.
      ({ url } = splitUser(next));
    }
  }

  /** Closes the connection at once. What is pending rejects. */
  end(): void {
    this.#isEnded = true;
    this.#end?.(new Error("reading has ended"));
    this.#outgoing?.destroy();
  }

  /** An error of this request. */
  error(...[problem, message, more]: ConstructorParameters<typeof UrlSourceError>): UrlSourceError {
    const { cause } = more ?? {};
    const clean = cause === undefined ? {} : { cause: withoutSecrets(cause, this.#redact) };
    const text = `GET ${this.#shown}: ${line(this.#redact(message))}`;
    return new UrlSourceError(problem, text, { ...more, ...clean });
  }

  /** A request that got no response, or half of one. It may go well the next time. */
  broken(cause: unknown): UrlSourceError {
    if (cause instanceof UrlSourceError) return cause;
    const { reason, isFinal } = connectionFailure(cause);
    return this.error("connection", `connection failed: ${reason}`, { cause, isFinal });
  }

  async #address(): Promise<URL> {
    const { url } = this.#asking;
    if (typeof url !== "function") return addressOf(url);
    let given: unknown;
    try {
      given = await this.#unlessEnded(async () => url());
    } catch (cause) {
      if (this.#isEnded) throw cause;
      const { message = cause } = Object(cause) as { message?: unknown };
      throw this.error("connection", `url failed: ${String(message)}`, { cause, isFinal: false });
    }
    return addressOf(given, "what url returns");
  }

  #note(url: URL, headers: Readonly<Record<string, string>>): void {
    this.#shown = shownAddress(url);
    // Any value of the query may be secret, whatever its name.
    const values = [...url.searchParams].map(([, value]) => `key=${encodeURIComponent(value)}`);
    const secrets = secretsOf({ headers: Object.entries(headers), url: `?${values.join("&")}` });
    const { search } = url;
    this.#redact = (text) => secrets(search.length > 1 ? text.replaceAll(search, "") : text);
  }

  async #sendTo(
    url: URL,
    headers: Readonly<Record<string, string>>,
    isOwn: boolean,
  ): Promise<IncomingMessage> {
    try {
      return await this.#unlessEnded(
        () =>
          new Promise<IncomingMessage>((resolve, reject) => {
            const outgoing = openRequest(url, this.#asking, { headers, isOwn });
            this.#outgoing = outgoing;
            outgoing.on("error", reject);
            limitInformational(outgoing, (error) => {
              reject(error);
              outgoing.destroy();
            });
            outgoing.on("response", (response) => {
              // A connection that breaks while nobody is reading is not an error.
              response.on("error", () => undefined);
              this.#hasResponse = true;
              tapOf(response.socket)?.hold();
              resolve(response);
            });
            outgoing.on("close", () => {
              reject(new Error("the connection was closed without a response"));
            });
            outgoing.end();
          }),
      );
    } catch (error) {
      throw this.broken(explain(error));
    }
  }

  /** Waits for `start`, but not longer than `stallTimeout`, and not when this has ended. */
  #unlessEnded<T>(start: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#isEnded) {
        reject(new Error("reading has ended"));
        return;
      }
      const { stallTimeout } = this.#asking;
      const late = () => {
        this.#isLate = true;
        reject(new Error(`no response within ${stallTimeout} ms (stallTimeout)`));
        this.#outgoing?.destroy();
      };
      const timer = setTimeout(late, Math.min(stallTimeout, 2 ** 31 - 1));
      this.#end = reject;
      const over = () => {
        clearTimeout(timer);
        this.#end = undefined;
      };
      start().then(resolve, reject).finally(over);
    });
  }
}
