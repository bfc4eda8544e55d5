import { run } from "./command.ts";

const { code, stdout, stderr } = await run(process.argv.slice(2));
process.stderr.write(stderr);
process.stdout.write(stdout);
process.exitCode = code;
