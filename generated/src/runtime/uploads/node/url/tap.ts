// Hand-written. Copied from generator/runtime/uploads/node/url/tap.ts; edit it there.
/**
 * The body of a large response, past Node's parser, which makes two copies of it and leaves both to the garbage collector:
 * that takes twice the time and 50 MB.
 *
 * It relies on what `node:net` documents of `onread`, that what arrives is put into one buffer and passed to a function
 * instead of being emitted, and on `node:http`, like any reader of a stream, listening to a socket's "data". On Bun and
 * Deno, over TLS and with an agent of the caller's, nothing of this is used.
 */
import http, { type Agent } from "node:http";
import { connect, type NetConnectOpts, type Socket } from "node:net";
import { versions } from "node:process";

/** Takes bytes, whose memory is used again; whether there may be more at once. */
export type TakeBytes = (bytes: Uint8Array) => boolean;

/** Bytes that the system is asked for at a time. */
const pieceSize = 1 << 17;

/** A connection whose bytes go to `node:http`, or to somebody else. */
export class Tap {
  #socket: Socket | undefined;
  #take: TakeBytes | undefined;
  #isHeld = false;
  /** Whether bytes come this way. Where mocks or instrumentation open the connection, they may not. */
  isUsed = false;

  connect(options: NetConnectOpts): Socket {
    const onread = {
      buffer: Buffer.allocUnsafeSlow(pieceSize),
      callback: (length: number, buffer: Uint8Array) => this.#arrived(buffer.subarray(0, length)),
    };
    this.#socket = connect({ ...options, onread });
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
    const tap = new Tap();
    const socket = tap.connect(options);
    taps.set(socket, tap);
    return socket;
  }
}

/** An agent for http whose connections have taps, where the runtime is Node. */
export function tappingAgent(options: http.AgentOptions): Agent {
  const isNode = !versions["bun"] && !("Deno" in globalThis);
  return isNode ? new TappingAgent(options) : new http.Agent(options);
}
