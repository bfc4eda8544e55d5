import { Socket } from "node:net";
import { readBeforeFailing } from "./read-before-failing.ts";

/** What fails the request that is using a socket. */
const owners = new WeakMap<object, Fail>();

/** Sockets that use Node's own methods for writing. */
const genuine = new WeakSet<object>();

const writing = ["write", "_write", "_writev", "_writeGeneric"];
/** Methods that plain streams lack, but that Node calls when an agent keeps connections alive. */
const tuning = ["setKeepAlive", "setNoDelay", "setTimeout", "ref", "unref"];

type Fail = (error: unknown) => void;
type Method = (...args: unknown[]) => unknown;
type Methods = Record<string, Method | undefined>;

/**
 * Prepares a connection for the request that `fail` ends. The socket of a mock or a tunnelling agent may lack methods that
 * Node calls, or throw where nothing catches it, and either would end the process. Throws if the socket can't be written
 * to.
 */
export function prepare(socket: Socket, fail: Fail): void {
  const isPrepared = owners.has(socket);
  owners.set(socket, fail);
  if (isPrepared) return;
  const methods = socket as unknown as Methods;
  const own = Socket.prototype as unknown as Methods;
  if (writing.every((name) => methods[name] === own[name])) genuine.add(socket);
  if (!methods.write) throw new TypeError("the agent's connection can't be written to");
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
 * Whether bytes can be overwritten once the socket reports them as written. msw reports that as soon as a handler has
 * read them, but sends them later if the handler passes the request through.
 */
export function keepsNothing(socket: Socket | null | undefined): boolean {
  return socket != null && genuine.has(socket);
}
