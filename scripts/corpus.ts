/** Generates a client from every document of a folder, compiles it and prints a table. */
import { run } from "../generator/corpus/command.ts";

const { code, stdout, stderr } = await run(process.argv.slice(2), (line) => {
  process.stderr.write(line);
});
process.stderr.write(stderr);
process.stdout.write(stdout);
process.exitCode = code;
