/** Responses that are longer, or nest deeper, than anybody needs. */
import { made, whole } from "../wire.ts";
import { success, refused, tooLong, MiB, nested, type Kind } from "./kind.ts";

export const hugeOnes: Readonly<Record<string, Kind>> = {
  "17 MB of JSON": { reply: made(200, () => `{"id":"${"a".repeat(17 * MiB)}"}`), want: tooLong },
  "15 MB of JSON": {
    reply: made(200, () => `{"id":"u","filename":"${"a".repeat(4 * MiB)}"}`),
    want: success,
  },
  "12 MB of tags": { reply: made(401, () => "<br>".repeat(3 * MiB)), want: refused(401) },
  "12 MB of opened tags": { reply: made(401, () => "<".repeat(12 * MiB)), want: refused(401) },
  "12 MB of spaces": { reply: made(404, () => " ".repeat(12 * MiB)), want: refused(404) },
  "a refusal of 12 MB": {
    reply: made(400, () => `{"error":{"message":"${"a".repeat(12 * MiB)}"}}`),
    want: refused(400),
  },
  "a refusal of 1 MB, all of it values": {
    reply: made(400, () => `{"error":[${"{},".repeat(MiB / 3 - 10)}0]}`),
    want: refused(400),
  },
  "a redirect to 8,000 letters": {
    reply: whole(302, "", `Location: /${"a".repeat(8000)}`),
    want: refused(302),
  },
};

export const deepOnes: Readonly<Record<string, Kind>> = {
  "JSON 5,000 deep": { reply: whole(200, nested(5000)), want: refused(200, "1000 levels") },
  "JSON a million deep": {
    reply: made(200, () => nested(MiB)),
    want: refused(200, "1000 levels"),
  },
  "lists a million deep": {
    reply: made(200, () => "[".repeat(MiB) + "]".repeat(MiB)),
    want: refused(200, "1000 levels"),
  },
  "a refusal 5,000 deep": { reply: whole(400, nested(5000)), want: refused(400) },
  "a refusal 150,000 deep": { reply: made(400, () => nested(150_000)), want: refused(400) },
  "a refusal of half a million lists": {
    reply: made(400, () => "[".repeat(MiB / 2) + "]".repeat(MiB / 2)),
    want: refused(400),
  },
  "a message 5,000 deep": {
    reply: whole(400, `{"error":{"message":${nested(5000)}}}`),
    want: refused(400),
  },
};
