// Hand-written. Copied from generator/runtime/secrets.ts; edit it there.
import { invalid } from "./body.ts";

/** Leaves secrets out of a text; where that is cut off, also what may be the start of one at its end. */
export type Redact = (text: string, isCut?: boolean) => string;

/** What a call is made with. */
export interface CallParts {
  readonly apiKey?: string | null | undefined;
  readonly headers?: Iterable<readonly [name: string, value: string]> | undefined;
  /** With its user part and query. */
  readonly url?: string | undefined;
}

/**
 * Headers whose values are no secrets: they say how a message is to be read, which host or version of an API is meant,
 * who asks, or which request it is. The value of any other may be one.
 */
const harmless =
  /^(accept|cache|content)-|^(accept|connection|host|traceparent|user-agent)$|(^|-)(beta|version|request-id)$/i;

/** Names under which secrets are passed. */
export const secretName =
  /key|token|secret|sig(nature)?$|auth|pass(w|phrase|$)|pwd|jwt|^sas$|cookie|credential/i;

/** `code` is the key of Azure's Functions, but also what errors have. */
const isSecretParameter = (name: string) => secretName.test(name) || name === "code";

const mark = "[redacted]";
const pairs = /([?&#]([^=&#]*)=)([^&#]*)/g;

/**
 * Collects the secrets of a call: the key, the values of headers that are not known to be harmless, the user part of the
 * URL, and what its query has under a name such as `key`, `token`, `sig` or `secret`. A header's value counts from eight
 * characters on, the others from six: shorter ones are stand-ins, and to leave out each "x" would garble every message.
 * The user parts of other URLs, such as a proxy's, and what follows "Basic" or "Bearer", are left out, too.
 */
export function secretsOf({ apiKey, headers = [], url = "" }: CallParts): Redact {
  const secrets: string[] = [];
  const add = (texts: readonly string[], least: number) => {
    for (const text of texts)
      // As it is, and as it stands in JSON and in a URL.
      if (text.length >= least)
        secrets.push(text, JSON.stringify(text).slice(1, -1), tried(encodeURIComponent, text));
  };
  add([apiKey?.trim() ?? ""], 6);
  for (const [name, value] of headers) {
    if (harmless.test(name) && !secretName.test(name)) continue;
    // What follows a scheme, cookies.
    add([value, ...(secretName.test(name) ? value.split(/[\s,;="]+/) : [])], 8);
  }
  const [, user = ""] = /^[^/?#]*\/\/([^/?#]*)@/.exec(url) ?? [];
  const values = [user, ...user.split(":")];
  for (const [, , name = "", value = ""] of url.matchAll(pairs))
    if (isSecretParameter(name)) values.push(value);
  // As `node:http` sends it.
  values.push(tried(btoa, tried(decodeURIComponent, user)));
  add([...values, ...values.map((value) => tried(decodeURIComponent, value))], 6);
  return redacting(secrets);
}

function redacting(secrets: string[]): Redact {
  // The longest first: another may be its beginning. In any case of letters: those of headers' names are small.
  const escaped = secrets
    .sort((one, other) => other.length - one.length)
    .map((secret) => secret.replace(/[^\w\s]/g, "\\$&"));
  const unknown = "(//)[^\\s/?#]*(?=@)|\\b(Basic |Bearer )[\\w+/.~-]{16,}=*";
  const pattern = new RegExp([unknown, ...escaped].join("|"), "gi");
  return (text, isCut) => {
    const shown = text.replace(pattern, `$1$2${mark}`);
    return isCut ? withoutStart(shown, secrets) : shown;
  };
}

/** So much of a secret gives nothing away: words end so, too. */
const few = 3;

/** A text without what it ends with, if a secret or credentials begin so. */
function withoutStart(text: string, secrets: readonly string[]): string {
  // Half a character is left of one that was cut in two.
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

/** What a URL can't hold, or is no percent-encoding, stays as it is. */
function tried(change: (text: string) => string, text: string): string {
  try {
    return change(text);
  } catch {
    return text;
  }
}

/** A URL as it can be shown: without its user part, and without what its query has under the name of a secret. */
export function shownUrl(url: string, redact = redacting([])): string {
  // The host is no secret, though a stand-in for a key may be called the same.
  const [origin = ""] = /^[^/?#]*\/\/[^/?#]*/.exec(url) ?? [];
  const rest = url
    .slice(origin.length)
    .replace(pairs, (pair, start: string, name: string) =>
      isSecretParameter(name) ? start + mark : pair,
    );
  return redacting([])(origin) + redact(rest);
}

/** A value made of JSON without the secrets that are in it, and without what is nested more than 100 deep. */
export function redactJson(value: unknown, redact: Redact, depth = 0): unknown {
  if (typeof value === "string") return redact(value);
  // A key may be a number.
  if (typeof value === "number" && redact(String(value)) === mark) return mark;
  if (typeof value !== "object" || !value) return value;
  // JSON.stringify, for one, can't walk as deep as JSON.parse.
  if (depth > 99) return "…";
  const copy = (it: unknown) => redactJson(it, redact, depth + 1);
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [redact(name), copy(it)]));
}

/** Throws a TypeError for a value that no header can hold, and leaves it out: the message of `Headers` prints it. */
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

/** Notes the secrets of the call that a response has come from. */
export function noteSecrets(response: unknown, redact: Redact): void {
  if (Object(response) === response) calls.set(response as object, redact);
}

/** Leaves the secrets of its call out of what is taken from a response, such as an id. */
export function redactFor(response: unknown): Redact {
  return calls.get(Object(response) as object) ?? ((text) => text);
}
