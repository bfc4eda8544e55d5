// Hand-written. Copied from generator/runtime/uploads/ids.ts; edit it there.
import { redactFor, redactJson, type Redact } from "../secrets.ts";
import { line } from "../text.ts";

/**
 * Whether a value can be the id of an Upload or Part: text of limited length that is safe in a URL and in a message, so no
 * dot segments, lone surrogates or invisible characters.
 */
export function isId(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^(?!\.\.?$)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,1000}$/u.test(value)
  );
}

/** For messages: an unexpected value. */
export function shown(value: unknown, redact: Redact = (text) => text, max = 40): string {
  return line(value === undefined ? "nothing" : JSON.stringify(redactJson(value, redact)), max);
}

/** Throws for a response whose id can't be used or contains a secret of the call: it may not come from an Uploads API. */
export function idOf(response: unknown): string {
  const { id } = Object(response) as { id?: unknown };
  const redact = redactFor(response);
  if (isId(id) && redact(id) === id) return id;
  const instead = id === undefined ? shown(response, redact, 200) : shown(id, redact);
  throw new Error(`expected an id in the response, got ${instead}; check baseUrl`);
}

/** An Upload's times, in seconds since 1970. */
interface Times {
  readonly created_at?: unknown;
  readonly expires_at?: unknown;
}

/**
 * When an Upload requested at `asked` expires, by this machine's clock: the lifetime counts from the request because the
 * server's clock may differ. OpenAI's hour if the response has no plausible times.
 */
export function expiryOf(response: unknown, asked: number): number {
  const { created_at: from, expires_at: to } = Object(response) as Times;
  const lifetime = (Number(to) - Number(from)) * 1000;
  // The last time that a Date can represent.
  return asked + (lifetime > 0 && asked + lifetime <= 8.64e15 ? lifetime : 3_600_000);
}
