/**
 * Milliseconds that a response asks to wait. Undefined where it asks for nothing that can be read, or for a time gone by.
 * RFC 9110 knows seconds and dates; servers also send milliseconds (OpenAI), dates as in ISO 8601, and what a clock shows
 * in seconds or milliseconds since 1970.
 */
export function retryAfter(headers: Headers): number | undefined {
  const header = (name: string) => headers.get(name) ?? "";
  const after = header("retry-after");
  const count = numberIn(after);
  // The server's own clock, where it tells: this machine's may be another.
  const now = Date.parse(header("date")) || Date.now();
  const asked = [
    numberIn(header("retry-after-ms")),
    count < 1e9 ? count * 1000 : (count < 1e11 ? count * 1000 : count) - now,
    dateIn(after) - now,
  ];
  return asked.find((milliseconds) => milliseconds >= 0);
}

/** NaN for anything but a number alone: a date may begin with one. Of several headers, the first. */
function numberIn(text: string): number {
  return Number(/^(\d+(?:\.\d*)?) *s?(?:,|$)/i.exec(text)?.[1] ?? NaN);
}

/** An ISO date without a zone is UTC, as the programs mean it that print one. */
function dateIn(text: string): number {
  return Date.parse(text.replace(/^(\d{4}-\d\d-\d\d)[T ]([\d:.]+)$/i, "$1T$2Z"));
}
