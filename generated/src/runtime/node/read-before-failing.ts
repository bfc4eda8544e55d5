// Hand-written. Copied from generator/runtime/node/read-before-failing.ts; edit it there.
/**
 * Replaces two methods of Node's own objects, `_write` and `_writev` of a connection; socket.ts wraps `write`, too.
 *
 * A server that refuses a body responds and closes the connection at once. The next write fails then, whereupon Node
 * destroys the socket, with the response in it that has arrived and that nobody has read: all that a caller would see is
 * ECONNRESET instead of a 413. Here the failure of a write is reported a moment later, after what has arrived is read.
 *
 * It relies on what `node:stream` documents for those who implement a Writable, that the chunks go through `_write` and
 * `_writev`, whose last argument is to be called once, with an error or without; and on Node's looking these methods up
 * on the object each time. So it is with Node 20, 22, 24 and 26, with Bun 1.4 and Deno 2.9. `npm run test:newer` checks it
 * on these versions of Node, and that they still lose the response without it.
 */
import type { Writable } from "node:stream";

type Done = (error?: unknown) => void;
type Write = (...args: unknown[]) => unknown;
type Methods = Partial<Record<"_write" | "_writev", Write>>;

/** Milliseconds that the reading may take. On Deno 20 were too few: of 20 refusals, four came later than that. */
const moment = 100;

/** `onThrow` gets what the connection of a mock throws as it is written to: nobody else would catch it. */
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
