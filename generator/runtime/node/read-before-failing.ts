/**
 * Replaces two methods of Node's own objects, `_write` and `_writev` of a connection; socket.ts wraps `write`, too.
 *
 * A server that refuses a body responds and closes the connection at once. The next write then fails, and Node destroys
 * the socket together with the response, which has arrived but has not been read: the caller would see ECONNRESET instead
 * of a 413. Here the failure of a write is reported a moment later, after what has arrived has been read.
 *
 * It relies on what `node:stream` documents for implementing a Writable: that chunks go through `_write` and `_writev`,
 * whose last argument is a callback to be called once, with or without an error. It also relies on Node looking these
 * methods up on the object each time, as Node 20, 22, 24 and 26, Bun 1.4 and Deno 2.9 do. `npm run test:newer` checks
 * this on these versions of Node, and that they still lose the response without it.
 */
import type { Writable } from "node:stream";

type Done = (error?: unknown) => void;
type Write = (...args: unknown[]) => unknown;
type Methods = Partial<Record<"_write" | "_writev", Write>>;

/** Milliseconds for reading what has arrived. On Deno 20 were too few: of 20 refusals, four came later than that. */
const moment = 100;

/** `onThrow` gets what the connection of a mock throws when it is written to, which nothing else would catch. */
export function readBeforeFailing(socket: Writable, onThrow: (error: unknown) => void): void {
  const methods = socket as unknown as Methods;
  for (const name of ["_write", "_writev"] as const) {
    const write = methods[name]?.bind(socket);
    if (!write) continue;
    methods[name] = (...args) => {
      const done = args.pop() as Done;
      try {
        return write(...args, (error?: unknown) => {
          // The immediate comes after the event loop has read from all sockets, whatever kept it busy.
          if (error) setTimeout(() => setImmediate(done, error), moment);
          else done();
        });
      } catch (error) {
        onThrow(error);
        return false;
      }
    };
  }
}
