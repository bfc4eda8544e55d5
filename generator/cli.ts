import module from "node:module";
import { setFlagsFromString } from "node:v8";
import type { Outcome } from "./commands/outcome.ts";

// V8 optimises so early that what it saves in so short a run is a fraction of what that takes.
const isNode20 = process.versions.node.startsWith("20.");
setFlagsFromString(
  isNode20 ? "--interrupt-budget=1000000" : "--invocation-count-for-turbofan=30000",
);

// From Node 22.8 on, compiled code of libraries is kept between runs. It must be asked for before they are loaded.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

type Command = (argv: readonly string[]) => Promise<Outcome>;

/** Each loads what it needs when it runs. */
const commands: Readonly<Record<string, () => Promise<{ readonly run: Command }>>> = {
  generate: () => import("./commands/generate.ts"),
  changes: () => import("./commands/changes.ts"),
  pull: () => import("./commands/pull.ts"),
  corpus: async () => {
    const corpus = await import("./commands/corpus.ts");
    return { run: (argv) => corpus.run(argv, (line) => process.stderr.write(line)) };
  },
};

async function run([name = "", ...argv]: readonly string[]): Promise<Outcome> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return (await load()).run(argv);
  const known = Object.keys(commands).join(", ");
  return { code: 2, stdout: "", stderr: `Usage: cli COMMAND [options], with one of: ${known}\n` };
}

void run(process.argv.slice(2)).then(({ code, stdout, stderr }) => {
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = code;
});
