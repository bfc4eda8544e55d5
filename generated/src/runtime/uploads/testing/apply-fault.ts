// Hand-written. Copied from generator/runtime/uploads/testing/apply-fault.ts; edit it there.
import { failure, retryAfterHeader, type Answer } from "./answer.ts";
import type { Fault } from "./faults.ts";
import type { Incoming } from "./incoming.ts";
import { readBody } from "./read-body.ts";
import { wait } from "./wait.ts";

/**
 * What a fault does before the operation.
 *
 * @returns the answer, if the fault gives one; else the operation is to be carried out.
 * @throws what `fetch` does when the connection breaks, or the signal's reason.
 */
export async function faultBefore(
  request: Incoming,
  fault: Fault,
  now: () => number,
): Promise<Answer | undefined> {
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
      const answer = statusAnswer(fault.status);
      const { retryAfter } = fault;
      const asked = retryAfter && retryAfterHeader(retryAfter, now());
      return { ...answer, headers: { ...answer.headers, ...asked } };
    }
    case "html":
      return htmlAnswer(fault.status);
    default:
      return undefined;
  }
}

/** What a fault makes of the operation's answer. */
export function faultAfter(answer: Answer, fault: Fault): Answer {
  switch (fault.kind) {
    case "answer-lost":
      throw connectionReset();
    case "truncated":
      return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
    case "created":
      return answer.status === 200 ? { ...answer, status: 201 } : answer;
    default:
      return answer;
  }
}

/** Reads this many bytes of the body, and then does something that never ends well. */
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

function statusAnswer(status: number): Answer {
  const message = `The fault schedule answers this request with ${status}.`;
  return failure(status, { error: { message, type: "server_error", param: null, code: null } });
}

function htmlAnswer(status: number): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`;
  return { status, headers: { "content-type": "text/html" }, body };
}
