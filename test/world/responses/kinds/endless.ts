/** Responses without an end, wherever one can be without. */
import { chunk, endless, head } from "../wire.ts";
import {
  as,
  broken,
  chunked,
  json,
  late,
  location,
  refused,
  retried,
  tooLong,
  upload,
  type Kind,
} from "./kind.ts";

export const endlessOnes: Readonly<Record<string, Kind>> = {
  "endless JSON": { reply: endless(head(200, json) + '{"id":"', as), want: tooLong },
  "endless JSON in chunks": {
    reply: endless(head(200, json, chunked) + chunk('{"id":"'), chunk(as)),
    want: tooLong,
  },
  "JSON of a length that takes for ever": {
    reply: endless(head(200, json, "Content-Length: 99999999999") + '{"id":"', as),
    want: tooLong,
  },
  "one chunk that takes for ever": {
    reply: endless(head(200, json, chunked) + "fffffffffff\r\n", as),
    want: tooLong,
  },
  "endless space": { reply: endless(head(200, json), " ".repeat(65_536)), want: tooLong },
  "endless opening": { reply: endless(head(200, json), "[".repeat(65_536)), want: tooLong },
  "an endless page that is a success": {
    reply: endless(head(200, "Content-Type: text/html"), "<p>hello</p>".repeat(5000)),
    want: tooLong,
  },
  "endless JSON, eight bytes at a time": {
    reply: endless(head(200, json, chunked) + chunk('{"id":"'), chunk("aaaaaaaa").repeat(5000)),
    timeout: 60_000,
    want: tooLong,
  },
  "an endless refusal": { reply: endless(head(400), as), want: refused(400) },
  "an endless refusal in JSON": {
    reply: endless(head(401, json) + '{"error":{"message":"', as),
    want: refused(401),
  },
  "an endless refusal, a byte at a time": {
    reply: endless(head(400, chunked), chunk("a").repeat(9000)),
    want: refused(400),
  },
  "an endless failure": { reply: endless(head(500), as), want: retried(500) },
  "an endless page of tags": { reply: endless(head(404), "<b>".repeat(9000)), want: refused(404) },
  "an endless redirect": {
    reply: endless(head(301, location), as),
    want: refused(301, "https://elsewhere.example/v1/uploads"),
  },
  "endless early hints": {
    reply: endless("", head(103, "Link: </a>; rel=preload")),
    over: "node:http",
    want: { ...broken, says: "more than 1000 informational responses (1xx) and no final one" },
  },
  "endless early hints, which fetch does not show": {
    reply: endless("", head(103, "Link: </a>; rel=preload")),
    over: "fetch",
    timeout: 3000,
    want: late,
  },
  "endless headers": {
    reply: endless("HTTP/1.1 200 OK\r\n", "X-A: b\r\n".repeat(100)),
    want: broken,
  },
  "an endless header": { reply: endless("HTTP/1.1 200 OK\r\nX-A: ", as), want: broken },
  "an endless status line": {
    reply: endless("HTTP/1.1 200 ", as),
    over: "node:http",
    want: broken,
  },
  "endless trailers": {
    reply: endless(head(200, json, chunked) + chunk(upload) + "0\r\n", "X-A: b\r\n".repeat(100)),
    want: broken,
  },
};
