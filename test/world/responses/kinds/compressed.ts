/** Responses in a coding, well and badly made. */
import zlib from "node:zlib";
import { endless, head, made, whole } from "../wire.ts";
import {
  success,
  refused,
  retried,
  broken,
  tooLong,
  unreadable,
  json,
  coded,
  told,
  MiB,
  upload,
  type Kind,
} from "./kind.ts";

const gzip = (text: string) => zlib.gzipSync(text);
const cut = (bytes: Buffer, end: number) => bytes.subarray(0, end);

export const compressedOnes: Readonly<Record<string, Kind>> = {
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
  "a refusal that is no gzip": {
    reply: whole(400, told, coded("gzip")),
    over: "node:http",
    want: refused(400, "content-encoding gzip can't be decoded"),
  },
  "nothing in gzip": { reply: whole(200, "", coded("gzip")), want: refused(200) },
  "a coding that nobody knows": {
    reply: whole(200, Buffer.from([200, 201, 202]), coded("compress")),
    want: refused(200, "compress"),
  },
};

function bomb(coding: "gzip" | "br" | "deflate"): () => Buffer {
  let bytes: Buffer | undefined;
  const fast = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };
  const make = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };
  return () => (bytes ??= make[coding](Buffer.alloc(300 * MiB, " "), coding === "br" ? fast : {}));
}
