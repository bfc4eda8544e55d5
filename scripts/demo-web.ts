/** Serves a page that uploads files, behind the guide's backend and to the test server. Option: --port 8080. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startDemo } from "./demo-web/server.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "8080" } } });
const directory = await mkdtemp(join(tmpdir(), "openai-uploads-demo-"));
const demo = await startDemo(directory, Number(values.port));
console.log(
  `Open ${demo.origin} in a browser. Ctrl-C ends the server and deletes what was uploaded.`,
);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void demo[Symbol.asyncDispose]()
      .then(() => rm(directory, { recursive: true, maxRetries: 3 }))
      .then(() => process.exit());
  });
