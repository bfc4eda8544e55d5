import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";

/** How many files have to be free for a look-up to work, while other look-ups are under way. */
const enough = 16;

/**
 * What a connection failed with. When too many files are open to look a name up, the system says that there is no such
 * name. The error then gets the code for too many open files, as if Node itself had been unable to open one.
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
