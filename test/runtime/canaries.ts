/** Secrets that a test gives, and all that a log could show. */
import { inspect } from "node:util";
import { vi } from "vitest";

/** One for each place where a caller gives a secret. */
export const canaries = {
  apiKey: "sk-canary-key-0123456789",
  header: "hdr-canary+/value=77",
  cookie: "cookie-canary-4711",
  user: "user-canary",
  password: "pass-canary:ü",
  query: "sig/canary&query",
  proxy: "proxy-canary-password",
};

/** The place of a secret that is in the text, in any form that a log may show it in; undefined for none. */
export function leakIn(text: string): string | undefined {
  const found = Object.entries(canaries).find(([, secret]) =>
    formsOf(secret).some((form) => text.toLowerCase().includes(form.toLowerCase())),
  );
  return found?.[0];
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret).subarray(0, 9);
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    // As Basic credentials, and as inspect and JSON.stringify show bytes.
    Buffer.from(`${canaries.user}:${canaries.password}`).toString("base64"),
    (bytes.toString("hex").match(/../g) ?? []).join(" "),
    [...bytes].join(","),
    [...bytes].join(",\n"),
  ];
}

/** All that a log could show of what was thrown. */
export function textOf(thrown: unknown): string {
  const texts: string[] = [];
  const seen = new Set([thrown]);
  for (const it of seen) {
    texts.push(inspect(it, { depth: null, showHidden: true, getters: true, maxArrayLength: null }));
    texts.push(inspect(it, { depth: null }), String(it), JSON.stringify(it));
    if (typeof it !== "object" || it === null) continue;
    const { message, stack, headers, body, cause, cancelError } = it as Record<string, unknown>;
    texts.push(String(message), String(stack), JSON.stringify(body));
    if (headers instanceof Headers) texts.push(JSON.stringify([...headers]));
    seen.add(cause).add(cancelError);
  }
  return texts.join("\n");
}

/** Collects what is printed meanwhile. */
export function printed(): () => string {
  const methods = ["debug", "error", "info", "log", "trace", "warn"] as const;
  const spies = methods.map((method) => vi.spyOn(console, method).mockReturnValue(undefined));
  const warn = vi.spyOn(process, "emitWarning").mockReturnValue(undefined);
  return () => {
    const calls = [...spies, warn].flatMap(({ mock }): unknown[] => mock.calls);
    [...spies, warn].forEach((spy) => {
      spy.mockRestore();
    });
    return inspect(calls, { depth: null });
  };
}
