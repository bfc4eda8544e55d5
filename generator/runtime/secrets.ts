import { invalid } from "./body.ts";

/** Removes secrets from a text; if that is cut off, also anything at its end that may be the start of one. */
export type Redact = (text: string, isCut?: boolean) => string;

/** The parts of a call that may contain secrets. */
export interface CallParts {
  readonly apiKey?: string | null | undefined;
  readonly headers?: Iterable<readonly [name: string, value: string]> | undefined;
  /** With credentials and query. */
  readonly url?: string | undefined;
}

/**
 * Headers whose values are not secret: they describe the message, the host, the API's version, the client or the request.
 * The value of any other header may be secret.
 */
const harmless =
  /^(accept|cache|content)-|^(accept|connection|host|traceparent|user-agent)$|(^|-)(beta|version|request-id)$/i;

/** Names of headers and parameters that contain secrets. */
export const secretName =
  /key|token|secret|sig(nature)?$|auth|pass(w|phrase|$)|pwd|jwt|^sas$|cookie|credential/i;

/** `code` is the key in Azure Functions, but also a property of errors. */
const isSecretParameter = (name: string) => secretName.test(name) || name === "code";

const mark = "[redacted]";
const pairs = /([?&#]([^=&#]*)=)([^&#]*)/g;

/**
 * Collects the secrets of a call: the key, the values of headers not known to be harmless, the credentials in the URL, and
 * query parameters with names such as `key`, `token`, `sig` or `secret`. Headers count from eight characters on, the
 * others from six: shorter ones are placeholders, and removing every "x" would garble messages. Credentials in other
 * URLs, such as a proxy's, and after "Basic" or "Bearer" are removed too.
 */
export function secretsOf({ apiKey, headers = [], url = "" }: CallParts): Redact {
  // Copied, since a transport may change them.
  const sent = [...headers];
  let redact: Redact | undefined;
  return (text, isCut) =>
    (redact ??= redacting(collect({ apiKey, headers: sent, url })))(text, isCut);
}

function collect({ apiKey, headers = [], url = "" }: CallParts): string[] {
  const secrets: string[] = [];
  const add = (texts: readonly string[], least: number) => {
    for (const text of texts)
      // Unchanged, as in JSON, and as in a URL.
      if (text.length >= least)
        secrets.push(text, JSON.stringify(text).slice(1, -1), tried(encodeURIComponent, text));
  };
  add([apiKey?.trim() ?? ""], 6);
  for (const [name, value] of headers) {
    if (harmless.test(name) && !secretName.test(name)) continue;
    // Also the parts: credentials after a scheme, single cookies.
    add([value, ...(secretName.test(name) ? value.split(/[\s,;="]+/) : [])], 8);
  }
  const [, user = ""] = /^[^/?#]*\/\/([^/?#]*)@/.exec(url) ?? [];
  const values = [user, ...user.split(":")];
  for (const [, , name = "", value = ""] of url.matchAll(pairs))
    if (isSecretParameter(name)) values.push(value);
  // The form in which `node:http` sends it.
  values.push(tried(btoa, tried(decodeURIComponent, user)));
  add([...values, ...values.map((value) => tried(decodeURIComponent, value))], 6);
  return secrets;
}

let last: { readonly key: string; readonly redact: Redact } | undefined;

function redacting(secrets: string[]): Redact {
  // Most calls of a client have the same.
  const key = secrets.join("\n");
  if (last?.key === key) return last.redact;
  // Longest first: a shorter one may be its beginning. Case-insensitive: names of headers are in lower case.
  const escaped = secrets
    .sort((one, other) => other.length - one.length)
    .map((secret) => secret.replace(/[^\w\s]/g, "\\$&"));
  const unknown = "(//)[^\\s/?#]*(?=@)|\\b(Basic |Bearer )[\\w+/.~-]{16,}=*";
  const pattern = new RegExp([unknown, ...escaped].join("|"), "gi");
  const redact: Redact = (text, isCut) => {
    const shown = text.replace(pattern, `$1$2${mark}`);
    return isCut ? withoutStart(shown, secrets) : shown;
  };
  last = { key, redact };
  return redact;
}

/** The first characters of a secret that give nothing away, since words end like that too. */
const few = 3;

/** A text without its end, if that may be the start of a secret or of credentials. */
function withoutStart(text: string, secrets: readonly string[]): string {
  // A character that was cut in two leaves U+FFFD.
  const whole = text.replace(/\uFFFD$/, "").replace(/(\/\/|\bBasic |\bBearer )[^\s/?#]*$/i, "$1");
  const lengths = secrets.map((secret) => {
    let length = secret.length;
    const isStart = () =>
      whole.slice(-length).toLowerCase() === secret.slice(0, length).toLowerCase();
    while (length > few && !isStart()) length--;
    return length > few ? length : 0;
  });
  return whole.slice(0, whole.length - Math.max(0, ...lengths));
}

/** Text that can't be converted stays as it is. */
function tried(change: (text: string) => string, text: string): string {
  try {
    return change(text);
  } catch {
    return text;
  }
}

/** A URL that can be shown: without credentials and without secret query parameters. */
export function shownUrl(url: string, redact = redacting([])): string {
  // The host isn't secret, though a placeholder used as a key may be equal to it.
  const [origin = ""] = /^[^/?#]*\/\/[^/?#]*/.exec(url) ?? [];
  const rest = url
    .slice(origin.length)
    .replace(pairs, (pair, start: string, name: string) =>
      isSecretParameter(name) ? start + mark : pair,
    );
  return redacting([])(origin) + redact(rest);
}

/** A JSON value without secrets, and without anything nested more than 100 levels deep. */
export function redactJson(value: unknown, redact: Redact, depth = 0): unknown {
  if (typeof value === "string") return redact(value);
  // A key may consist of digits.
  if (typeof value === "number" && redact(String(value)) === mark) return mark;
  if (typeof value !== "object" || !value) return value;
  // JSON.stringify, for example, can't go as deep as JSON.parse.
  if (depth > 99) return "…";
  const copy = (it: unknown) => redactJson(it, redact, depth + 1);
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [redact(name), copy(it)]));
}

/** Throws a TypeError for an invalid header value, without showing it, as the error thrown by `Headers` would. */
export function checkHeaders(all: readonly (object | undefined)[]): void {
  for (const headers of all) {
    const entries: [string, unknown][] =
      headers instanceof Headers ? [...headers] : Object.entries(headers ?? {});
    for (const [name, value] of entries)
      if (![value].flat().every((it) => /^[\t -~\u0080-\u00ff]*$/.test(String(it).trim())))
        throw invalid(`headers["${name}"]`, "other characters", "one line of Latin-1");
  }
}

const calls = new WeakMap<object, Redact>();

/** Remembers which secrets to remove from what is taken from a response. */
export function noteSecrets(response: unknown, redact: Redact): void {
  if (Object(response) === response) calls.set(response as object, redact);
}

/** Removes the secrets of the call from something taken from its response, such as an id. */
export function redactFor(response: unknown): Redact {
  return calls.get(Object(response) as object) ?? ((text) => text);
}
