/** Responses that let wait for the rest. */
import { chunk, dripping, head, silent } from "../wire.ts";
import { refused, retried, late, json, chunked, location, told, type Kind } from "./kind.ts";

const slow: Readonly<Record<string, Kind>> = {
  silence: { reply: silent(""), want: late },
  "half a status line": { reply: silent("HTTP/1.1 40"), want: late },
  "headers that drip": { reply: dripping("HTTP/1.1 200 OK\r\n", "X-A: b\r\n"), want: late },
  "a success without its body": { reply: silent(head(200, json)), want: late },
  "a success that drips": { reply: dripping(head(200, json), " "), want: late },
  "a refusal without its body": { reply: silent(head(413, json)), want: refused(413) },
  "a refusal that drips": { reply: dripping(head(413), "a"), want: refused(413, "aa") },
  "a refusal whose last chunk is missing": {
    reply: silent(head(413, json, chunked) + chunk(told)),
    want: refused(413, "too big"),
  },
  "a failure without its body": { reply: silent(head(503, json)), want: retried(503) },
  "a redirect without its body": {
    reply: silent(head(308, location, "Content-Length: 9")),
    want: refused(308, "https://elsewhere.example/v1/uploads"),
  },
};

/** All of them wait beside each other. */
export const slowOnes = Object.fromEntries(
  Object.entries(slow).map(([name, it]) => [name, { ...it, timeout: 3000, isIdle: true }]),
);
