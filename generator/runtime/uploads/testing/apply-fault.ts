import { invalid } from "../../body.ts";
import { failure, retryAfterHeader, type PlainResponse } from "./response.ts";
import type { Fault } from "./faults.ts";
import type { Incoming } from "./incoming.ts";
import { readBody } from "./read-body.ts";
import { wait } from "./wait.ts";

const kinds: readonly Fault["kind"][] = [
  "reset",
  "stall",
  "slow",
  "status",
  "html",
  "response-lost",
  "truncated",
  "created",
  "expired",
  "cancelled",
];

/** @throws TypeError for a kind that does not exist: the test would otherwise run without its fault. */
export function checkFault({ kind }: Fault): void {
  if (kinds.includes(kind)) return;
  throw invalid("kind of a fault", JSON.stringify(kind), `one of ${kinds.join(", ")}`);
}

/**
 * What a fault does before the operation.
 *
 * @returns the response, if the fault has one; otherwise the operation has to be carried out.
 * @throws what `fetch` does when the connection breaks, or the signal's reason.
 */
export async function faultBefore(
  request: Incoming,
  fault: Fault,
  now: () => number,
): Promise<PlainResponse | undefined> {
  switch (fault.kind) {
    case "reset":
      return interrupt(request, fault.afterBytes, () => {
        throw connectionReset();
      });
    case "stall":
      return interrupt(request, fault.afterBytes, () => wait(request.signal) as Promise<never>);
    case "slow":
      await wait(request.signal, fault.milliseconds);
      return undefined;
    case "status": {
      const response = statusResponse(fault.status);
      const { retryAfter } = fault;
      const asked = retryAfter && retryAfterHeader(retryAfter, now());
      return { ...response, headers: { ...response.headers, ...asked } };
    }
    case "html":
      return htmlResponse(fault.status);
    default:
      return undefined;
  }
}

/** What a fault turns the operation's response into. */
export function faultAfter(response: PlainResponse, fault: Fault): PlainResponse {
  switch (fault.kind) {
    case "response-lost":
      throw connectionReset();
    case "truncated":
      return { ...response, body: response.body.slice(0, response.body.length / 2) };
    case "created":
      return response.status === 200 ? { ...response, status: 201 } : response;
    default:
      return response;
  }
}

/** Reads this many bytes of the body, and then calls `act`, which never resolves. */
async function interrupt(
  request: Incoming,
  afterBytes: number,
  act: () => Promise<never>,
): Promise<never> {
  let received = 0;
  if (afterBytes > 0) {
    for await (const chunk of readBody(request)) {
      received += chunk.length;
      // In here, since leaving the loop would cancel the body.
      if (received >= afterBytes) await act();
    }
  }
  return act();
}

/** What the platform's `fetch` rejects with when the peer resets the connection. */
function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}

function statusResponse(status: number): PlainResponse {
  const message = `The fault schedule responds to this request with ${status}.`;
  return failure(status, { error: { message, type: "server_error", param: null, code: null } });
}

function htmlResponse(status: number): PlainResponse {
  const body = `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`;
  return { status, headers: { "content-type": "text/html" }, body };
}
