import type { ClientRequest } from "node:http";

/** Informational responses (1xx) that may come before the final one. A server that says 102 each second sends this many in 17 minutes. */
const max = 1000;

/** Calls `fail` when a server sends informational responses without an end, which would keep the processor busy. */
export function limitInformational(outgoing: ClientRequest, fail: (error: Error) => unknown): void {
  let count = 0;
  outgoing.on("information", () => {
    if (++count === max + 1)
      fail(new Error(`more than ${max} informational responses (1xx) and no final one`));
  });
}
