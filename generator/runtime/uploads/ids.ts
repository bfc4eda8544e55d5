import { redactFor, redactJson, type Redact } from "../secrets.ts";
import { line } from "../text.ts";

/**
 * Whether a value can be the id of an Upload or of a Part: text that can stand in a URL and in a message. Not a segment
 * that a URL would fold away, half a surrogate pair, or what can't be seen; and not endless.
 */
export function isId(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^(?!\.\.?$)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,1000}$/u.test(value)
  );
}

/** What was found in the place of something else, for a message. */
export function shown(value: unknown, redact: Redact = (text) => text, most = 40): string {
  return line(value === undefined ? "nothing" : JSON.stringify(redactJson(value, redact)), most);
}

/** Throws for a response without a usable id, or with a secret of its call in it: what has sent it may be no Uploads API. */
export function idOf(response: unknown): string {
  const { id } = Object(response) as { id?: unknown };
  const redact = redactFor(response);
  if (isId(id) && redact(id) === id) return id;
  const instead = id === undefined ? shown(response, redact, 200) : shown(id, redact);
  throw new Error(`expected an id in the response, got ${instead}; check baseUrl`);
}

/** What an Upload's times say of its life, in seconds since 1970. */
interface Times {
  readonly created_at?: unknown;
  readonly expires_at?: unknown;
}

/**
 * When an Upload that was asked for at a time expires, by the clock of this machine: it is counted from then, since the
 * server's clock may be another. An hour, as OpenAI has it, where the response tells no time that can be.
 */
export function expiryOf(response: unknown, asked: number): number {
  const { created_at: from, expires_at: to } = Object(response) as Times;
  const lifetime = (Number(to) - Number(from)) * 1000;
  // The last moment that a Date knows.
  return asked + (lifetime > 0 && asked + lifetime <= 8.64e15 ? lifetime : 3_600_000);
}
