// Hand-written. Copied from generator/runtime/node/explain.ts; edit it there.
import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";

/** How many files have to be free for a look-up not to fail for want of them: others are under way. */
const enough = 16;

/**
 * What a connection failed with. The system says that there is no such name also when too many files are open for it to
 * look the name up: the error then gets the code for that, as it has where Node itself can open nothing.
 */
export function explain(error: unknown): unknown {
  const { syscall, code, hostname } = Object(error) as NodeJS.ErrnoException & {
    hostname?: string;
  };
  if (syscall !== "getaddrinfo" || /^E[MN]FILE$/.test(String(code))) return error;
  const full = codeWhenFull();
  const message = `getaddrinfo ${full} ${hostname}`;
  return full ? Object.assign(new Error(message), { code: full, syscall, hostname }) : error;
}

/** The system's code for too many open files, if there are. */
function codeWhenFull(): string | undefined {
  // Deno would ask the user for leave to read.
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
