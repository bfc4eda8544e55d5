/** Responses as broken, careless and hostile servers send them, and how a call that gets one has to end. */
import zlib from "node:zlib";
import {
  chunk,
  closing,
  dripping,
  endless,
  head,
  made,
  silent,
  whole,
  type Reply,
} from "./wire.ts";

export type Way = "node:http" | "fetch";

/** How a call ends. */
export interface Outcome {
  /** Absent for a success. */
  readonly error?: "ApiError" | "ConnectionError" | "TimeoutError";
  readonly status?: number;
  /** How often the request is sent, by a client that may send it twice. */
  readonly attempts: number;
  /** A text that the message has. */
  readonly says?: string;
}

export interface Kind {
  readonly reply: Reply;
  readonly want: Outcome;
  /** The only transport whose calls get it: what Node's fetch makes of it is not ours. @default both */
  readonly over?: Way;
  /** Milliseconds, for what ends by no other means. */
  readonly timeout?: number;
  /** Whether it is a matter of waiting alone, which calls can do beside others. */
  readonly isIdle?: boolean;
}

const success: Outcome = { attempts: 1 };
const refused = (status: number, says = ""): Outcome => ({
  error: "ApiError",
  status,
  attempts: 1,
  says,
});
const retried = (status: number, says = ""): Outcome => ({ ...refused(status, says), attempts: 2 });
const broken: Outcome = { error: "ConnectionError", attempts: 2 };
const late: Outcome = { error: "TimeoutError", attempts: 2 };
const tooLong = refused(200, "more than 16777216 bytes; raise maxResponseBytes");
const unreadable = refused(200, "can't be decoded");

const json = "Content-Type: application/json";
const chunked = "Transfer-Encoding: chunked";
const coded = (coding: string) => `Content-Encoding: ${coding}`;
const location = "Location: https://elsewhere.example/v1/uploads";
const told = '{"error":{"message":"too big","code":"too_big"}}';
const MiB = 2 ** 20;
const as = "a".repeat(65_536);
const nested = (levels: number) => '{"a":'.repeat(levels) + "1" + "}".repeat(levels);
const upload = '{"id":"u"}';
const spaces = Buffer.alloc(300 * MiB, " ");

const endlessOnes: Record<string, Kind> = {
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
  "endless JSON, a byte at a time": {
    reply: endless(head(200, json, chunked) + chunk('{"id":"'), chunk("a").repeat(9000)),
    timeout: 3000,
    want: late,
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

const hugeOnes: Record<string, Kind> = {
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

const deepOnes: Record<string, Kind> = {
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

const gzip = (text: string) => zlib.gzipSync(text);
const cut = (bytes: Buffer, end: number) => bytes.subarray(0, end);

const compressedOnes: Record<string, Kind> = {
  "a bomb of gzip": { reply: made(200, bomb("gzip"), coded("gzip")), want: tooLong },
  "a bomb of brotli": { reply: made(200, bomb("br"), coded("br")), want: tooLong },
  "a bomb of deflate": { reply: made(200, bomb("deflate"), coded("deflate")), want: tooLong },
  "a bomb in a bomb": {
    reply: made(200, () => zlib.gzipSync(bomb("gzip")()), coded("gzip, gzip")),
    want: tooLong,
  },
  "a refusal that is a bomb of gzip": {
    reply: made(400, bomb("gzip"), coded("gzip")),
    want: refused(400),
  },
  "a failure that is a bomb of brotli": {
    reply: made(502, bomb("br"), coded("br")),
    want: retried(502),
  },
  "a gzip header without end": {
    reply: endless(`${head(200, json, coded("gzip"))}\x1f`, Buffer.alloc(65_536, 7)),
    over: "node:http",
    want: unreadable,
  },
  "JSON in gzip": { reply: whole(200, gzip(upload), coded("gzip")), want: success },
  "JSON in x-gzip": { reply: whole(200, gzip(upload), coded("X-GZIP")), want: success },
  "JSON in deflate": {
    reply: whole(200, zlib.deflateSync(upload), coded("deflate")),
    want: success,
  },
  "JSON in bare deflate": {
    reply: whole(200, zlib.deflateRawSync(upload), coded("deflate")),
    want: success,
  },
  "JSON in brotli": {
    reply: whole(200, zlib.brotliCompressSync(upload), coded("br")),
    want: success,
  },
  "JSON in two codings": {
    reply: whole(200, zlib.brotliCompressSync(gzip(upload)), coded("gzip, br")),
    want: success,
  },
  "JSON in the coding of nobody": { reply: whole(200, upload, coded("utf-8")), want: success },
  "a refusal in gzip": {
    reply: whole(413, gzip(told), coded("gzip")),
    want: refused(413, "too big"),
  },
  "a refusal in brotli": {
    reply: whole(413, zlib.brotliCompressSync(told), coded("br")),
    want: refused(413, "too big"),
  },
  "a refusal in gzip that is cut off": {
    reply: whole(413, cut(gzip(told), 30), coded("gzip")),
    want: refused(413),
  },
  "JSON in gzip that is cut off": {
    reply: whole(200, cut(gzip(upload), 14), coded("gzip")),
    want: broken,
  },
  "what is no gzip": {
    reply: whole(200, upload, coded("gzip")),
    over: "node:http",
    want: unreadable,
  },
  "what is no brotli": {
    reply: whole(200, upload, coded("br")),
    over: "node:http",
    want: unreadable,
  },
  "a refusal that is no gzip": { reply: whole(400, told, coded("gzip")), want: refused(400) },
  "nothing in gzip": { reply: whole(200, "", coded("gzip")), want: refused(200) },
  "a coding that nobody knows": {
    reply: whole(200, Buffer.from([200, 201, 202]), coded("compress")),
    want: refused(200, "compress"),
  },
};

const slowOnes: Record<string, Kind> = {
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

const brokenOnes: Record<string, Kind> = {
  "a connection that is closed at once": { reply: closing(""), want: broken },
  "a connection that is reset": { reply: (socket) => socket.resetAndDestroy(), want: broken },
  "a success that is cut off": {
    reply: closing(head(200, json, "Content-Length: 99") + upload),
    want: broken,
  },
  "a success that is cut off between chunks": {
    reply: closing(head(200, json, chunked) + chunk(upload)),
    want: broken,
  },
  "JSON that stops in the middle": { reply: closing(`${head(200, json)}{"id":"`), want: broken },
  "a refusal that is cut off": {
    reply: closing(head(413, "Content-Length: 99") + "too big"),
    want: refused(413, "too big"),
  },
  "a chunk of no size": { reply: silent(head(200, json, chunked) + "x\r\n"), want: broken },
  "another protocol": { reply: silent("SSH-2.0-OpenSSH_9.2\r\n"), want: broken },
  "a reason that no terminal should get": {
    reply: silent("HTTP/1.1 400 \x1b[31mred\x07\r\nContent-Length: 0\r\n\r\n"),
    want: refused(400),
  },
  "two lengths": {
    reply: silent(head(200, json, "Content-Length: 9", "Content-Length: 10") + upload),
    want: broken,
  },
};

const oddOnes: Record<string, Kind> = {
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

function bomb(coding: "gzip" | "br" | "deflate"): () => Buffer {
  let bytes: Buffer | undefined;
  const fast = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };
  const make = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };
  return () => (bytes ??= make[coding](spaces, coding === "br" ? fast : {}));
}

const slowly = Object.entries(slowOnes).map(([name, it]) => [
  name,
  { ...it, timeout: 3000, isIdle: true },
]);

export const kinds: Readonly<Record<string, Kind>> = {
  ...endlessOnes,
  ...hugeOnes,
  ...deepOnes,
  ...compressedOnes,
  ...(Object.fromEntries(slowly) as Record<string, Kind>),
  ...brokenOnes,
  ...oddOnes,
};
