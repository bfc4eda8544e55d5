import { access } from "node:fs/promises";

/** A browser with one page open, driven from outside as its user would. */
export interface Browser {
  /** With its version. */
  readonly name: string;
  open(url: string): Promise<void>;
  /** Picks a file in the page's only file input. */
  pick(path: string): Promise<void>;
  /** Calls a global function of the page, and waits for what it promises. Both sides have to fit into JSON. */
  call(name: string, argument: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** How a browser is started. */
export interface Launcher {
  readonly name: string;
  /** What Debian calls it. */
  readonly packages: readonly string[];
  /** Files it can't do without. */
  readonly programs: readonly string[];
  /** With an empty folder of its own. */
  start(folder: string): Promise<Browser>;
}

/** What a launcher lacks, and how to get it; undefined if all is there. */
export async function missingOf({ programs, packages }: Launcher): Promise<string | undefined> {
  for (const program of programs) {
    const isThere = await access(program).then(
      () => true,
      () => false,
    );
    if (!isThere) return `no ${program}; run apt-get install ${packages.join(" ")}`;
  }
  return undefined;
}
