// Hand-written. Copied from generator/runtime/node/socket.ts; edit it there.
import { Socket } from "node:net";
import { readBeforeFailing } from "./read-before-failing.ts";

/** The request that uses a socket now: it fails with what the socket throws. */
const owners = new WeakMap<object, Fail>();

/** Those that write as Node does. */
const genuine = new WeakSet<object>();

const writing = ["write", "_write", "_writev", "_writeGeneric"];
/** What streams do without, and Node calls unasked where an agent keeps connections. */
const tuning = ["setKeepAlive", "setNoDelay", "setTimeout", "ref", "unref"];

type Fail = (error: unknown) => void;
type Method = (...args: unknown[]) => unknown;
type Methods = Record<string, Method | undefined>;

/**
 * Makes a connection fit for the request that `fail` ends. One of a mock, or of an agent that tunnels, may lack what
 * Node takes for granted, or throw where nobody catches it: either would end the process. Throws for one that can't be
 * written to.
 */
export function prepare(socket: Socket, fail: Fail): void {
  const isPrepared = owners.has(socket);
  owners.set(socket, fail);
  if (isPrepared) return;
  const methods = socket as unknown as Methods;
  const own = Socket.prototype as unknown as Methods;
  if (writing.every((name) => methods[name] === own[name])) genuine.add(socket);
  if (!methods.write) throw new TypeError("the agent gave a connection that can't be written to");
  for (const name of tuning) methods[name] ??= () => socket;
  const write = methods.write.bind(socket);
  const failNow: Fail = (error) => owners.get(socket)?.(error);
  methods.write = (...args) => {
    try {
      return write(...args);
    } catch (error) {
      failNow(error);
      return false;
    }
  };
  readBeforeFailing(socket, failNow);
}

/**
 * Whether bytes may be overwritten once they are said to be written. msw says so as soon as a handler has read them, and
 * sends them later if the handler lets the request through.
 */
export function keepsNothing(socket: Socket | null | undefined): boolean {
  return socket != null && genuine.has(socket);
}
