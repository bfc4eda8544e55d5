const fewer = "run fewer uploads at a time (p-limit or p-map, with openFile inside)";

/** What to do when too many files and sockets are open, by the code of the system's error. */
export const tooManyOpen: Readonly<Partial<Record<string, string>>> = {
  // In this process.
  EMFILE: `${fewer}, or raise ulimit -n`,
  // In all processes.
  ENFILE: `${fewer}, or raise the system's limit`,
};
