import { setFlagsFromString } from "node:v8";
import { run } from "./command.ts";

// Node 20 compiles code so early that what it saves here is a fraction of what it takes. Later ones have no such flag.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--interrupt-budget=1000000");

void run(process.argv.slice(2)).then(({ code, stdout, stderr }) => {
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = code;
});
