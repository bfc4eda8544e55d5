// Hand-written. Copied from generator/runtime/cause.ts; edit it there.
import { kindOf } from "./body.ts";
import { redactJson, secretName, type Redact } from "./secrets.ts";

/** The text of anything: what is thrown may refuse to become one. */
export function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return kindOf(thrown);
  }
}

type Thrown = Partial<Record<"name" | "message" | "code" | "stack", unknown>>;

/**
 * What was thrown, if no secret is in anything that a log could show of it; else an Error with no more than its name,
 * message and code. Some hang requests, options and sockets on their errors, with the headers that were sent.
 */
export function withoutSecrets(thrown: unknown, redact: Redact): unknown {
  try {
    if (isClean(thrown, redact)) return thrown;
    const { name = "Error", message = thrown, code } = Object(thrown) as Thrown;
    return Object.assign(new Error(redact(textOf(message))), redactJson({ name, code }, redact));
  } catch {
    // A getter throws, say.
    return undefined;
  }
}

/** Whether it can be looked through, and has no secret in it. */
function isClean(thrown: unknown, redact: Redact): boolean {
  const all = new Set([thrown]);
  // What is added meanwhile is reached, too.
  for (const it of all) {
    if (typeof it === "string" && redact(it) !== it) return false;
    if (Object(it) !== it) continue;
    const { message, stack } = it as Thrown;
    all.add(message).add(stack);
    // Others have what they hide from this, but not from logs.
    if (all.size > 2000 || !/^(Array|DOMException|Error|Function|Object)$/.test(kindOf(it)))
      return false;
    for (const key of Reflect.ownKeys(it as object)) {
      const value: unknown = Reflect.getOwnPropertyDescriptor(it as object, key)?.value;
      if (value && typeof value === "string" && secretName.test(String(key))) return false;
      all.add(key).add(value);
    }
  }
  return true;
}
