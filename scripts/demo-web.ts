/** Serves a page that uploads files, behind the guide's backend and to the test server. Option: --port 8080. */
import { startDemo } from "./demo-web/server.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { values } = readArguments(import.meta.filename, {
  options: { port: { type: "string", default: "8080" } },
});
const directory = temporaryFolder("demo");
const demo = await startDemo(directory, Number(values.port));
console.log(
  `Open ${demo.origin} in a browser. Ctrl-C ends the server and deletes what was uploaded.`,
);
