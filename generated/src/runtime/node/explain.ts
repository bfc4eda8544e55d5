// Hand-written. Copied from generator/runtime/node/explain.ts; edit it there.
import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { FinalError } from "../transport.ts";

/** How many files have to be free for a look-up to work, while other look-ups are under way. */
const enough = 16;

/**
 * Makes a connection's error say what is wrong. A proxy that refuses to connect is not asked again, unless its status says
 * to try later. When too many files are open to look a name up, the system says that there is no such name: the error then
 * gets the code for too many open files, as if Node itself had been unable to open one.
 */
export function explain(error: unknown): unknown {
  const { syscall, code, hostname, statusCode, message: reason } = Object(error) as Failure;
  if (code === "ERR_PROXY_TUNNEL" && /^4(?!08|29)/.test(String(statusCode)))
    return new FinalError(`${reason}; check HTTPS_PROXY and NO_PROXY`, { cause: error });
  if (syscall !== "getaddrinfo" || /^E[MN]FILE$/.test(String(code))) return error;
  const full = codeWhenFull();
  const message = `getaddrinfo ${full} ${hostname}`;
  return full ? Object.assign(new Error(message), { code: full, syscall, hostname }) : error;
}

/** Of a look-up, or of Node's agent for the proxies of the environment: with the proxy's status. */
interface Failure extends NodeJS.ErrnoException {
  readonly hostname?: string;
  readonly statusCode?: number;
}

/** The system's code for too many open files, if that is the case. */
function codeWhenFull(): string | undefined {
  // Deno would ask the user for permission to read.
  if ("Deno" in globalThis) return undefined;
  const taken: number[] = [];
  try {
    while (taken.length < enough) taken.push(openSync(devNull, "r"));
    return undefined;
  } catch (error) {
    return /^E[MN]FILE$/.exec(String((error as NodeJS.ErrnoException).code))?.[0];
  } finally {
    for (const descriptor of taken) closeSync(descriptor);
  }
}
