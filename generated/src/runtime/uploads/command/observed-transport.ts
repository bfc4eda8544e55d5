// Hand-written. Copied from generator/runtime/uploads/command/observed-transport.ts; edit it there.
import { retryAfter } from "../../retry-after.ts";
import type { Transport } from "../../transport.ts";
import type { Trouble } from "./file-state.ts";

/** Statuses after which a request is sent again. */
const passing = /^(40[89]|429|5\d\d)$/;

/** A transport that reports what goes wrong with a request before the client tries it again. */
export function observedTransport(send: Transport, tell: (trouble: Trouble) => void): Transport {
  return async (request) => {
    try {
      const response = await send(request);
      const { status, headers } = response;
      if (passing.test(String(status))) tell({ reason: String(status), until: untilOf(headers) });
      return response;
    } catch (error) {
      const reason = reasonOf(error, request.signal);
      if (reason !== undefined) tell({ reason });
      throw error;
    }
  };
}

function untilOf(headers: Headers): number | undefined {
  const milliseconds = retryAfter(headers);
  return milliseconds === undefined ? undefined : Date.now() + milliseconds;
}

/** Undefined if the user ended the request. */
function reasonOf(error: unknown, { aborted, reason }: AbortSignal): string | undefined {
  if (aborted) return (reason as Partial<Error>).name === "TimeoutError" ? "timeout" : undefined;
  return (error as NodeJS.ErrnoException).code ?? "connection lost";
}
