/** Responses that are complete, and other than documented. */
import { head, silent, whole } from "../wire.ts";
import { refused, location, told, type Kind } from "./kind.ts";

export const oddOnes: Readonly<Record<string, Kind>> = {
  "a text that is a success": {
    reply: whole(200, "hello", "Content-Type: text/plain"),
    want: refused(200, "hello"),
  },
  "a page that is a success": {
    reply: whole(200, "<h1>Log in</h1>", "Content-Type: text/html"),
    want: refused(200, "Log in"),
  },
  "nothing that is a success": { reply: whole(200, ""), want: refused(200) },
  "an error that is a success": { reply: whole(200, told), want: refused(200, ": 200 too big") },
  "a redirect": {
    reply: whole(307, "", location),
    want: refused(307, "https://elsewhere.example/v1/uploads"),
  },
  "a switch of protocols": {
    reply: silent(head(101, "Connection: Upgrade", "Upgrade: other")),
    over: "node:http",
    want: refused(101, "another protocol"),
  },
  "a switch of protocols to nothing": {
    reply: silent(head(101)),
    over: "node:http",
    want: refused(101, "another protocol"),
  },
  "status 99": {
    reply: whole("099", told),
    over: "node:http",
    want: refused(99, "too big"),
  },
  "status 600": { reply: whole(600, told), want: refused(600, "too big") },
  "status 999": { reply: whole(999, told), want: refused(999, "too big") },
};
