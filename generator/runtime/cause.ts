import { kindOf } from "./body.ts";
import { redactJson, secretName, type Redact } from "./secrets.ts";

/** Anything as text, even a thrown value that can't be converted. */
export function anyText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return kindOf(thrown);
  }
}

type Thrown = Partial<Record<"name" | "message" | "code" | "stack", unknown>>;

/**
 * The thrown value if nothing a log could show of it contains a secret, else an Error with only its name, message and
 * code. Some libraries attach requests, options and sockets to their errors, with the headers that were sent.
 */
export function withoutSecrets(thrown: unknown, redact: Redact): unknown {
  try {
    if (isClean(thrown, redact)) return thrown;
    const { name = "Error", message = thrown, code } = Object(thrown) as Thrown;
    return Object.assign(new Error(redact(anyText(message))), redactJson({ name, code }, redact));
  } catch {
    // A getter may throw.
    return undefined;
  }
}

/** Whether a value can be searched completely and contains no secret. */
function isClean(thrown: unknown, redact: Redact): boolean {
  const all = new Set([thrown]);
  // The loop also visits what it adds.
  for (const it of all) {
    if (typeof it === "string" && redact(it) !== it) return false;
    if (Object(it) !== it) continue;
    const { message, stack } = it as Thrown;
    all.add(message).add(stack);
    // Other kinds may hide things from this search that logs would show.
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
