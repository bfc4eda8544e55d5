import type { ClientRequest } from "node:http";

/** How many informational responses (1xx) may come before the final one: those of 17 minutes with a 102 each second. */
const max = 1000;

/** Calls `fail` for a server that sends informational responses without end, which would keep the processor busy. */
export function limitInformational(outgoing: ClientRequest, fail: (error: Error) => unknown): void {
  let count = 0;
  outgoing.on("information", () => {
    if (++count === max + 1)
      fail(new Error(`more than ${max} informational responses (1xx) and no final one`));
  });
}
