/**
 * Milliseconds that a response asks to wait. Undefined if it asks for nothing readable, or for a time in the past. RFC
 * 9110 allows seconds and dates; servers also send milliseconds (OpenAI), ISO 8601 dates, and timestamps in seconds or
 * milliseconds since 1970.
 */
export function retryAfter(headers: Headers): number | undefined {
  const header = (name: string) => headers.get(name) ?? "";
  const after = header("retry-after");
  const count = numberIn(after);
  // By the server's clock, if it sends one: this machine's may differ.
  const now = Date.parse(header("date")) || Date.now();
  const asked = [
    numberIn(header("retry-after-ms")),
    count < 1e9 ? count * 1000 : (count < 1e11 ? count * 1000 : count) - now,
    dateIn(after) - now,
  ];
  return asked.find((milliseconds) => milliseconds >= 0);
}

/** NaN for anything but a single number, since dates may start with one. Takes the first of several headers. */
function numberIn(text: string): number {
  return Number(/^(\d+(?:\.\d*)?) *s?(?:,|$)/i.exec(text)?.[1] ?? NaN);
}

/** Takes an ISO date without a time zone as UTC, which is what programs that print them mean. */
function dateIn(text: string): number {
  return Date.parse(text.replace(/^(\d{4}-\d\d-\d\d)[T ]([\d:.]+)$/i, "$1T$2Z"));
}
