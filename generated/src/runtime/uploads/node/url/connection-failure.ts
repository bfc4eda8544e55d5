// Hand-written. Copied from generator/runtime/uploads/node/url/connection-failure.ts; edit it there.
import { FinalError } from "../../../transport.ts";

/** What a connection failed with. */
export interface ConnectionFailure {
  /** With what to do about it, where that is known. */
  readonly reason: string;
  /** Whether another attempt would fail, too. */
  readonly isFinal: boolean;
}

/** A kind of failure: what its error has, and what to do about it. */
type Kind = readonly [pattern: RegExp, remedy: string, isFinal: boolean];

/** Tried in turn on the code and the reason. */
const kinds: readonly Kind[] = [
  [
    /^E[MN]FILE /,
    "; too many open files: run fewer uploads at a time (p-limit), or raise ulimit -n",
    false,
  ],
  [
    /^(\S*SELF_SIGNED|UNABLE_TO_)/,
    "; if you trust it, pass tls: { ca } or set NODE_EXTRA_CA_CERTS",
    true,
  ],
  [
    /alert (handshake failure|(bad )?certificate)/,
    "; if the server asks for a certificate of yours, pass tls: { cert, key }",
    true,
  ],
  [
    /wrong.version.number|packet.length.too.long/i,
    "; if that port is for http, use an http: URL",
    true,
  ],
  [
    /^\S*CERT|alert (protocol version|unknown ca|unrecognized name|no application protocol)/,
    "",
    true,
  ],
];

/** What begins a TLS alert, and what an HTTP/2 server sends first: the head of a SETTINGS frame. */
const heads: readonly Kind[] = [
  [/^1503/, "; that port is for https: use an https: URL", true],
  [/^0000..040000000000/, "; the server speaks only HTTP/2, which is not supported", true],
];

/** Says what a connection failed with. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const { message, code = "", rawPacket } = Object(error) as ParseError;
  const [, ofOpenSsl] = /:SSL routines:[^:]*:([^:]+)/.exec(message) ?? [];
  const reason = (ofOpenSsl ?? message) || code || String(error);
  const isIn = (text: string) => (kind: Kind) => kind[0].test(text);
  const head = code.startsWith("HPE_") ? (rawPacket?.toString("hex", 0, 9) ?? "") : "";
  const [, remedy, isFinal] =
    heads.find(isIn(head)) ?? kinds.find(isIn(`${code} ${reason}`)) ?? none;
  return { reason: reason + remedy, isFinal: isFinal || error instanceof FinalError };
}

const none: Kind = [/^/, "", false];

/** Of Node's parser: what it could not read. */
interface ParseError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
}
