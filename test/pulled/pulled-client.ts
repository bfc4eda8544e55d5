import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import type { Plugin } from "vitest/config";

/** One per run, for the config, the global setup and the tests, which may each find another TMPDIR. */
export const folder = (process.env.PULLED_CLIENT_FOLDER ??= join(
  tmpdir(),
  `pulled-client-${process.pid}`,
));

/** The package generated from what `npm run spec:pull` writes. */
export const pulledClient = join(folder, "client");

/** Lets tests that import the committed client, or the sources of its runtime, get the pulled one's. */
export const toPulledClient = [
  { find: /^(?:\.\.\/)+generated\/src\//, replacement: `${pulledClient}/src/` },
  { find: /^(?:\.\.\/)+generator\/runtime\//, replacement: `${pulledClient}/src/runtime/` },
];

/** Makes an import that gets past that an error: it would test the committed client once more. */
export const nothingCommitted: Plugin = {
  name: "nothing-committed",
  enforce: "pre",
  load(id) {
    if (["generated", "generator/runtime"].some((path) => id.startsWith(resolve(path) + sep)))
      throw new Error(`${id} is not of the pulled client: import it by its relative path`);
  },
};
