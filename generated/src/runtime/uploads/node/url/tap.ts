// Hand-written. Copied from generator/runtime/uploads/node/url/tap.ts; edit it there.
/**
 * The body of a large response, past Node's parser, which makes two copies of it and leaves both to the garbage collector:
 * that takes twice the time and 50 MB.
 *
 * It relies on what `node:net` and `node:tls` document of `onread`, that what arrives is put into one buffer and passed to a
 * function instead of being emitted, and on `node:http`, like any reader of a stream, listening to a socket's "data". On Bun
 * and Deno, through a proxy and with an agent of the caller's, nothing of this is used.
 */
import http, { type Agent } from "node:http";
import https from "node:https";
import { connect, type NetConnectOpts, type OnReadOpts, type Socket } from "node:net";
import { versions } from "node:process";

/** Takes bytes, whose memory is used again; whether there may be more at once. Over TLS what is under way comes all the same. */
export type TakeBytes = (bytes: Uint8Array) => boolean;

/** A connection whose bytes go to `node:http`, or to somebody else. */
export class Tap {
  /** Bytes from which on a body is worth a connection, which can't be used again then. */
  readonly worth: number;
  /** Bytes that arrive at a time, at most. */
  readonly pieceSize: number;
  #socket: Socket | undefined;
  #take: TakeBytes | undefined;
  #isHeld = false;
  /** Whether bytes come this way. Where mocks or instrumentation open the connection, they may not. */
  isUsed = false;

  constructor(worth: number, pieceSize: number) {
    this.worth = worth;
    this.pieceSize = pieceSize;
  }

  /** `open` gets what is to be among the connection's options. */
  connect(open: (options: { onread: OnReadOpts }) => Socket): Socket {
    const onread = {
      buffer: Buffer.allocUnsafeSlow(this.pieceSize),
      callback: (length: number, buffer: Uint8Array) => this.#arrived(buffer.subarray(0, length)),
    };
    this.#socket = open({ onread });
    taps.set(this.#socket, this);
    return this.#socket;
  }

  /** Nothing more arrives for now. To be called when `node:http` has a response. */
  hold(): void {
    this.#isHeld = true;
  }

  /** From here on bytes go there, and none to `node:http`: the connection is of no use after that. */
  redirect(take: TakeBytes): void {
    this.#take = take;
    this.release();
  }

  release(): void {
    this.#isHeld = false;
    this.#socket?.resume();
  }

  #arrived(bytes: Uint8Array): boolean {
    this.isUsed = true;
    if (this.#take) return this.#take(bytes);
    this.#socket?.emit("data", Buffer.from(bytes));
    return !this.#isHeld;
  }
}

const taps = new WeakMap<object, Tap>();

/** The tap of a connection that has brought something; undefined for one that has none. */
export function tapOf(socket: object | null | undefined): Tap | undefined {
  const tap = socket ? taps.get(socket) : undefined;
  return tap?.isUsed ? tap : undefined;
}

class TappingAgent extends http.Agent {
  override createConnection(options: NetConnectOpts): Socket {
    return new Tap(1 << 20, 1 << 17).connect((tapped) => connect({ ...options, ...tapped }));
  }
}

class TappingTlsAgent extends https.Agent {
  override createConnection(options: https.RequestOptions): Socket {
    // A handshake takes longer than a connection, and TLS has records of 16 KiB.
    return new Tap(1 << 23, 1 << 14).connect(
      (tapped) => super.createConnection({ ...options, ...tapped }) as Socket,
    );
  }
}

/** Agents whose connections have taps, where the runtime is Node. */
export function tappingAgents(options: http.AgentOptions): { plain: Agent; secure: Agent } {
  const isNode = !versions["bun"] && !("Deno" in globalThis);
  const [Plain, Secure] = isNode ? [TappingAgent, TappingTlsAgent] : [http.Agent, https.Agent];
  return { plain: new Plain(options), secure: new Secure(options) };
}
