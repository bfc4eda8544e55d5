import { run } from "./command.ts";

void run(process.argv.slice(2)).then(({ code, stdout, stderr }) => {
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = code;
});
